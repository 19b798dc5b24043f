//! What people do for each other at home.

use crate::base::codes;
use crate::need::Outcome;

codes! {
    /// One kind of help.
    pub enum Topic: "a kind of help" {
        /// Shopping for food.
        Shopping = "shopping", "shopping";
        /// Making meals, hot ones included.
        Cooking = "cooking", "making meals";
        /// Cleaning, washing, keeping the home going.
        Cleaning = "cleaning", "cleaning and laundry";
        /// Money, letters, forms.
        Money = "money", "money and letters";
        /// Medicines: taken, and taken right.
        Medicines = "medicines", "medicines";
        /// Washing, bathing, dressing.
        Washing = "washing", "washing and dressing";
        /// Using the toilet.
        Toilet = "toilet", "using the toilet";
        /// Getting about at home: stairs, bed, bath.
        Moving = "moving", "getting about at home";
        /// Going out, travelling.
        GoingOut = "going_out", "going out";
        /// Seeing to health: noticing illness, going to appointments.
        Appointments = "appointments", "health and appointments";
        /// Keeping company.
        Company = "company", "company";
        /// Somebody there by day.
        DayWatch = "day_watch", "somebody there by day";
        /// Somebody there at night.
        NightWatch = "night_watch", "somebody there at night";
        /// Understanding and deciding.
        Deciding = "deciding", "understanding and deciding";
    }
}

codes! {
    /// Kinds of help that are put in one question. Each names everything in it, so that nobody has to guess what
    /// counts as help.
    pub enum TopicGroup: "a group of kinds of help" {
        /// Shopping, meals, cleaning, money and letters.
        Home = "home", "running the home";
        /// Washing and dressing, the toilet, getting about, medicines.
        Body = "body", "personal care and medicines";
        /// Going out, health and appointments, understanding and deciding.
        Out = "out", "going out, health and decisions";
        /// Company, and somebody there by day and at night.
        There = "there", "company and somebody there";
    }
}

impl TopicGroup {
    /// The kinds of help in it, in the order of the list.
    pub const fn topics(self) -> &'static [Topic] {
        match self {
            Self::Home => &[Topic::Shopping, Topic::Cooking, Topic::Cleaning, Topic::Money],
            Self::Body => &[Topic::Medicines, Topic::Washing, Topic::Toilet, Topic::Moving],
            Self::Out => &[Topic::GoingOut, Topic::Appointments, Topic::Deciding],
            Self::There => &[Topic::Company, Topic::DayWatch, Topic::NightWatch],
        }
    }

    /// What somebody is asked about managing these alone.
    pub const fn asks_manages(self) -> &'static str {
        match self {
            Self::Home => {
                "Which of these can you do without help: shopping, meals, cleaning, laundry, money, letters?"
            }
            Self::Body => {
                "Which of these can you do without help: washing, dressing, the toilet, getting about, medicines?"
            }
            Self::Out => {
                "Which of these can you do without help: going out, seeing the doctor, big decisions?"
            }
            Self::There => "Which are fine for you: seeing few people, a day alone, a night alone?",
        }
    }

    /// What somebody is asked about giving this help.
    pub const fn asks_gives(self) -> &'static str {
        match self {
            Self::Home => {
                "Which of these do you do for them: shopping, meals, cleaning, laundry, money, letters?"
            }
            Self::Body => {
                "Which of these do you help them with: washing, dressing, the toilet, getting about, medicines?"
            }
            Self::Out => "Which of these do you help them with: going out, seeing the doctor, big decisions?",
            Self::There => "Do you keep them company, stay in by day, or listen out at night?",
        }
    }

    /// What somebody is asked about getting this help.
    pub const fn asks_gets(self) -> &'static str {
        match self {
            Self::Home => {
                "Which of these do they do for you: shopping, meals, cleaning, laundry, money, letters?"
            }
            Self::Body => {
                "Which of these do they help you with: washing, dressing, the toilet, getting about, medicines?"
            }
            Self::Out => "Which of these do they help you with: going out, seeing the doctor, big decisions?",
            Self::There => "Do they keep you company, stay in by day, or listen out at night?",
        }
    }
}

codes! {
    /// A part of the day in which help is usual.
    pub enum PartOfDay: "a part of the day" {
        /// Getting up and breakfast.
        Morning = "morning", "morning";
        /// Lunch.
        Midday = "midday", "midday";
        /// Supper and going to bed.
        Evening = "evening", "evening";
        /// While others sleep.
        Night = "night", "night";
        /// From getting up to going to bed.
        AllDay = "all_day", "all day";
    }
}

impl Topic {
    /// What a need of this kind is about.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Shopping | Self::Cooking => Outcome::Nutrition,
            Self::Cleaning => Outcome::HabitableHome,
            Self::Money => Outcome::MoneyAndLetters,
            Self::Medicines => Outcome::Medicines,
            Self::Washing => Outcome::PersonalHygiene,
            Self::Toilet => Outcome::Toilet,
            Self::Moving => Outcome::MovingSafely,
            Self::GoingOut => Outcome::Community,
            Self::Appointments => Outcome::HealthCare,
            Self::Company => Outcome::Company,
            Self::DayWatch => Outcome::SafeByDay,
            Self::NightWatch => Outcome::SafeAtNight,
            Self::Deciding => Outcome::Decisions,
        }
    }

    /// What somebody is asked about managing alone.
    pub const fn asks_manages(self) -> &'static str {
        match self {
            Self::Shopping => "Can you get your own shopping, without help?",
            Self::Cooking => "Can you make yourself a hot meal safely, without help?",
            Self::Cleaning => "Can you keep your home clean and do the washing, without help?",
            Self::Money => "Can you look after your money and your letters, without help?",
            Self::Medicines => "Do you take your medicines right, without anyone reminding you?",
            Self::Washing => "Can you wash and dress, without help?",
            Self::Toilet => "Can you use the toilet, without help?",
            Self::Moving => "Can you get about at home, into bed and in and out of the bath, without help?",
            Self::GoingOut => "Can you go out and travel, without help?",
            Self::Appointments => "Do you notice when you are ill, and get to the doctor, without help?",
            Self::Company => "Do you see enough people, even on days when nobody at home is with you?",
            Self::DayWatch => "Can you safely be at home alone for a day?",
            Self::NightWatch => "Can you safely be at home alone for a night?",
            Self::Deciding => "Can you make up your mind about important things, without help?",
        }
    }

    /// What somebody is asked about giving this help.
    pub const fn asks_gives(self) -> &'static str {
        match self {
            Self::Shopping => "Do you do the shopping for them?",
            Self::Cooking => "Do you make meals for them?",
            Self::Cleaning => "Do you clean or do the washing for them?",
            Self::Money => "Do you look after their money or letters?",
            Self::Medicines => "Do you see to it that they take their medicines?",
            Self::Washing => "Do you help them to wash or dress?",
            Self::Toilet => "Do you help them to use the toilet?",
            Self::Moving => "Do you help them to get about, into bed or in and out of the bath?",
            Self::GoingOut => "Do you go out with them, because they could not go alone?",
            Self::Appointments => "Do you notice when they are ill, or take them to the doctor?",
            Self::Company => "Do you keep them company?",
            Self::DayWatch => "Do you stay at home by day so that they are not alone?",
            Self::NightWatch => "Do you listen out for them at night?",
            Self::Deciding => "Do you help them to understand things and to decide?",
        }
    }

    /// What somebody is asked about getting this help.
    pub const fn asks_gets(self) -> &'static str {
        match self {
            Self::Shopping => "Do they do the shopping for you?",
            Self::Cooking => "Do they make meals for you?",
            Self::Cleaning => "Do they clean or do the washing for you?",
            Self::Money => "Do they look after your money or letters?",
            Self::Medicines => "Do they see to it that you take your medicines?",
            Self::Washing => "Do they help you to wash or dress?",
            Self::Toilet => "Do they help you to use the toilet?",
            Self::Moving => "Do they help you to get about, into bed or in and out of the bath?",
            Self::GoingOut => "Do they go out with you, because you could not go alone?",
            Self::Appointments => "Do they notice when you are ill, or take you to the doctor?",
            Self::Company => "Do they keep you company?",
            Self::DayWatch => "Do they stay at home by day so that you are not alone?",
            Self::NightWatch => "Do they listen out for you at night?",
            Self::Deciding => "Do they help you to understand things and to decide?",
        }
    }
}
