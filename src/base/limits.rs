//! Every limit of the crate, in one table. Going past one is a clear error, never a slow death.
//!
//! | what | most |
//! |---|---|
//! | people in a household | [`PEOPLE`] |
//! | sources of help (people, providers, devices) | [`SOURCES`] |
//! | needs | [`NEEDS`] |
//! | arrangements | [`ARRANGEMENTS`] |
//! | windows of one need | [`WINDOWS`] |
//! | helpers required, or hands brought, at once | [`HANDS`] |
//! | skills of one need, or of the hands of one arrangement | [`SKILLS`] |
//! | weeks of a cycle | [`CYCLE_WEEKS`] |
//! | windows and stretches laid out over the weeks of a cycle of more than one | [`CYCLE_PARTS`] |
//! | days of a rota | [`ROTA_DAYS`] |
//! | places in which a provider is at once | [`PLACES`] |
//! | tolerance, in minutes | [`TOLERANCE_MIN`] |
//! | pence in one amount of money | [`PENCE`] |
//! | package lines | [`PACKAGE_LINES`] |
//! | prices of one line, from one date each | [`LINE_PRICES`] |
//! | pauses of one line | [`LINE_PAUSES`] |
//! | periods of one line in which it is free by law | [`LINE_FREE`] |
//! | bookings of one line that is an allowance | [`BOOKINGS`] |
//! | budgets that share one line | [`LINE_BUDGETS`] |
//! | times or minutes of a line in so many weeks or in a year | [`QUANTITY`] |
//! | weeks over which so much of a line is spread | [`QUANTITY_WEEKS`] |
//! | either number of a factor of a price, and a weight | [`WEIGHT`] |
//! | days of notice | [`NOTICE_DAYS`] |
//! | codes of the embedder's own on one line | [`OWN_CODES`] |
//! | facts about what was delivered, in one file | [`DELIVERED`] |
//! | days of one question about costs | [`COST_DAYS`] |
//! | steps of one, counted before it begins: a day of a line, by day one more for each payer and budget; a window or a stretch of which minutes are counted; and as many again for numbers of more than 128 bits: half a second each | [`COST_STEPS`] |
//! | amounts of one contribution, from one date each | [`CONTRIBUTIONS`] |
//! | prices of one price list | [`LISTED_PRICES`] |
//! | stretches of the weeks of a cycle for which lines are suggested at once | [`MEND_STRETCHES`] |
//! | prices tried for lines that are suggested at once, each for each line | [`PRICES_TRIED`] |
//! | entries in a ledger | [`LEDGER_ENTRIES`] |
//! | budgets in a ledger | [`LEDGER_BUDGETS`] |
//! | versions of a package, and of budgets, in one file | [`BUDGET_VERSIONS`] |
//! | legs of all entries of a ledger | [`LEDGER_LEGS`] |
//! | weeks from one instalment to the next | [`INSTALMENT_WEEKS`] |
//! | days for which what is owed is asked day by day | [`OWED_DAYS`] |
//! | instalments of one schedule by the day that is asked about | [`INSTALMENTS`] |
//! | journal entries | [`JOURNAL_ENTRIES`] |
//! | bytes in a text | [`TEXT_BYTES`] |
//! | homes in one shortlist | [`HOMES`] |
//! | snapshots in a history | [`HISTORY_STEPS`] |
//! | sets of lost sources looked at in one question | [`LOSS_SETS`] |
//! | timed helps in one question | [`TIMED_HELPS`] |
//! | losses that begin and end in one question | [`TIMED_LOSSES`] |
//! | horizon of a timeline, in minutes | [`HORIZON_MIN`] |
//! | findings kept at one entry, and ids in one of them | [`FINDINGS_KEPT`] |
//! | statements about kin in one household | [`KIN`] |
//! | needs and arrangements in all snapshots of one history that a household is turned into | [`HISTORY_PARTS`] |
//! | replies of one person at a time | [`REPLIES`] |
//! | codes that one piece of evidence names | [`EVIDENCE_CODES`] |
//! | codes in a receipt, and fingerprints of what was read | [`RECEIPT_PARTS`] |
//! | things in a short list of a child or a home: relations, areas, residents | [`FEW`] |
//! | children who look for a home together | [`PARTY`] |
//! | steps of trying brothers and sisters in parts: some ten seconds where nothing is known | [`IN_PARTS_STEPS`] |
//! | judgements of mitigations, and steps taken, for one party | [`JUDGEMENTS`] |
//! | rules of a vendor's own | [`OWN_RULES`] |
//! | steps of saying whether one helper can do all that is wanted at once: some tenths of a second | [`AT_ONCE_STEPS`] |
//! | years a date may lie in | [`YEAR_FIRST`] to [`YEAR_LAST`] |
//! | parts of an explaining tree within each other | [`TREE_DEPTH`] |
//! | parts of an explaining tree | [`TREE_PARTS`] |
//! | decisions of an explaining tree | [`TREE_DECISIONS`] |
//! | teams around a household | [`TEAMS`] |
//! | things one person said in confidence | [`CONFIDED`] |
//! | ways of raising the alarm in one emergency plan | [`ALARMS`] |
//! | responders of one emergency plan | [`RESPONDERS`] |
//! | helps of all responders of one plan: of each, one for every number of hands and of skilled ones that it brings | [`PLAN_HELPS`] |
//! | losses, each with everybody who may not answer, in one proof | [`PROOF_LOSSES`] |
//! | days of a planned absence | [`ABSENCE_DAYS`] |
//! | losses, each with everybody who may not answer, times the days of the absence, in one proof of a planned absence | [`ABSENCE_LOSSES`] |
//! | options for repairing an emergency plan | [`REPAIR_OPTIONS`] |
//! | sets of them that are tried | [`REPAIR_SETS`] |
//! | problems told of what was handed over | [`PROBLEMS`] |

/// People in one household, inside and outside.
pub const PEOPLE: usize = 64;
/// Sources of help in one household: people, providers and devices together.
pub const SOURCES: usize = 256;
/// Needs in one household.
pub const NEEDS: usize = 2_000;
/// Arrangements in one household.
pub const ARRANGEMENTS: usize = 10_000;
/// Windows of one need: one for each quarter of an hour of the week.
pub const WINDOWS: usize = 672;
/// Helpers required, or hands brought, at once.
pub const HANDS: u8 = 16;
/// Skills of one need, or of the hands of one arrangement.
pub const SKILLS: usize = 16;
/// Weeks of a cycle of weeks that alternate. Whatever is worked out of a week takes as many times longer: a review, a proof,
/// every starting minute of either.
pub const CYCLE_WEEKS: u8 = 12;
/// Windows of needs and stretches of arrangements, in each of the weeks of a cycle of more than one: as many as the needs of
/// one week may have.
pub const CYCLE_PARTS: usize = NEEDS * WINDOWS;
/// Days of a rota by days.
pub const ROTA_DAYS: u8 = 12;
/// Places in which a provider is at once.
pub const PLACES: u8 = 255;
/// Tolerance of a need: a year of minutes.
pub const TOLERANCE_MIN: u32 = 525_600;
/// Pence in one amount of money, either way: ten thousand million pounds. Whole packages over a life are far below it, and two
/// such amounts can always be added.
pub const PENCE: i64 = 1_000_000_000_000;
/// Lines of one care package.
pub const PACKAGE_LINES: usize = 1_000;
/// Prices of one line, each from a date.
pub const LINE_PRICES: usize = 256;
/// Pauses of one line.
pub const LINE_PAUSES: usize = 256;
/// Periods of one line in which it is free by law, or is not charged.
pub const LINE_FREE: usize = 32;
/// Bookings of one line that is an allowance.
pub const BOOKINGS: usize = 5_000;
/// Budgets that share one line: both roles of eight people.
pub const LINE_BUDGETS: usize = 16;
/// Times, or minutes, of a line in so many weeks or in a year.
pub const QUANTITY: u32 = 1_000_000;
/// Weeks over which so much of a line is spread.
pub const QUANTITY_WEEKS: u8 = 12;
/// Either number of a factor of a price, and a weight: the least is 1.
pub const WEIGHT: u32 = 1_000_000;
/// Days of notice: a year.
pub const NOTICE_DAYS: u16 = 366;
/// Codes of the embedder's own on one line.
pub const OWN_CODES: usize = 16;
/// Facts about what was delivered, in one file.
pub const DELIVERED: usize = 100_000;
/// Days of one question about costs: a hundred years.
pub const COST_DAYS: usize = 36_525;
/// Steps of one question about costs: one for each day of each line; by day, one more for each payer and budget of it; one for
/// each window and each stretch, in each week, of which minutes are counted. And so many again, counted on the way, where prices,
/// factors and shares have so little in common that an exact cost takes more than 128 bits.
pub const COST_STEPS: usize = 100_000_000;
/// Amounts of one contribution, each from a date.
pub const CONTRIBUTIONS: usize = 256;
/// Prices of one price list: what each provider asks for each kind of help.
pub const LISTED_PRICES: usize = 1_000;
/// Stretches of the weeks of a cycle that a loss leaves short, and for which lines are suggested at once.
pub const MEND_STRETCHES: usize = 5_000;
/// Prices that are tried for lines that are suggested at once: each of the list for each line.
pub const PRICES_TRIED: usize = 100_000;
/// Entries in the ledger of one household.
pub const LEDGER_ENTRIES: usize = 100_000;
/// Budgets in the ledger of one household, those that are closed included.
pub const LEDGER_BUDGETS: usize = 1_000;
/// Versions of a package in one file with budgets, and versions of all budgets in it: one a quarter for sixteen people over
/// sixteen years.
pub const BUDGET_VERSIONS: usize = 1_024;
/// Legs of all entries of one ledger: ten of each, where most have two.
pub const LEDGER_LEGS: usize = 10 * LEDGER_ENTRIES;
/// Weeks from one instalment to the next: a year.
pub const INSTALMENT_WEEKS: u8 = 52;
/// Days for which what is owed is a function that is asked of each of them: a hundred years.
pub const OWED_DAYS: usize = 36_525;
/// Instalments of one schedule by the day that is asked about: a hundred years by the week.
pub const INSTALMENTS: usize = 5_300;
/// Entries in the journal of one record.
pub const JOURNAL_ENTRIES: usize = 100_000;
/// Bytes in one text: 16 KiB.
pub const TEXT_BYTES: usize = 16 * 1024;
/// Homes in one shortlist.
pub const HOMES: usize = 20_000;
/// Snapshots in one history.
pub const HISTORY_STEPS: usize = 10_000;
/// Sets of lost sources that one question may look at.
pub const LOSS_SETS: usize = 5_000_000;
/// Timed helps in one timeline.
pub const TIMED_HELPS: usize = 2_000;
/// Losses that begin and end in one timeline: as many as there may be sources.
pub const TIMED_LOSSES: usize = SOURCES;
/// Horizon of a timeline: four weeks.
pub const HORIZON_MIN: u32 = 4 * 10_080;
/// Steps of saying whether one helper can do all that is wanted of them at once. Past it nothing is said of how much is
/// missing, and that they are there for different people warns as if something were.
pub const AT_ONCE_STEPS: usize = 5_000_000;
/// The first year in which a date may lie.
pub const YEAR_FIRST: i32 = 1800;
/// The last year in which a date may lie.
pub const YEAR_LAST: i32 = 2299;
/// Parts of an explaining tree within each other.
pub const TREE_DEPTH: usize = 32;
/// Parts of one explaining tree.
pub const TREE_PARTS: usize = 4_096;
/// Decisions that one explaining tree may come to.
pub const TREE_DECISIONS: usize = 65_536;
/// Teams and services around one household.
pub const TEAMS: usize = 256;
/// Things that one person said in confidence in one set of answers.
pub const CONFIDED: usize = 4_096;
/// Ways of raising the alarm in one emergency plan.
pub const ALARMS: usize = 64;
/// Responders of one emergency plan.
pub const RESPONDERS: usize = 64;
/// Helps of all responders of one emergency plan: of each, one for every number of hands and of skilled ones that it brings.
pub const PLAN_HELPS: usize = RESPONDERS * HANDS as usize;
/// Losses that one proof looks at, each counted once for nobody and once for everybody who may not answer.
pub const PROOF_LOSSES: usize = 50_000;
/// Days of a planned absence that a proof looks through: twelve weeks.
pub const ABSENCE_DAYS: u16 = 84;
/// The same losses times the days of a planned absence, for each minute of which they are looked at: some minutes of work.
pub const ABSENCE_LOSSES: usize = 500_000;
/// Options from which one repair of an emergency plan chooses.
pub const REPAIR_OPTIONS: usize = 64;
/// Sets of them that one repair tries: all of those of 12 options.
pub const REPAIR_SETS: usize = 4_096;
/// Problems that are told of what was handed over; of more, how many.
pub const PROBLEMS: usize = 1_000;
/// Findings kept at one journal entry, and ids in one of them.
pub const FINDINGS_KEPT: usize = 20_000;
/// Statements about kin in one household: each person about each.
pub const KIN: usize = PEOPLE * PEOPLE;
/// Needs and arrangements, counted anew in each snapshot, of one history that a household is turned into.
pub const HISTORY_PARTS: usize = 500_000;
/// Replies that one person gives at a time.
pub const REPLIES: usize = 1_000;
/// Codes that one piece of evidence names.
pub const EVIDENCE_CODES: usize = 256;
/// Codes in a receipt, and fingerprints of what was read: a shortlist of every home, and the party.
pub const RECEIPT_PARTS: usize = HOMES + 16;
/// Things in a short list of a child or a home: relations, areas, languages, residents.
pub const FEW: usize = 64;
/// Children who look for a home together.
pub const PARTY: usize = 8;
/// Steps of trying brothers and sisters who wish to be together in parts: for each home and each set of them, the square of
/// how many they are, times how many would live there with one more. Past it they are tried all together and each alone.
pub const IN_PARTS_STEPS: usize = 20_000_000;
/// Judgements of mitigations, and steps taken, for one party.
pub const JUDGEMENTS: usize = 10_000;
/// Rules of a vendor's own.
pub const OWN_RULES: usize = 15;
