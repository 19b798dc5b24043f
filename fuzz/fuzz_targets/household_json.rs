//! Any bytes are a household or are refused; what was read reads back the same, and has a snapshot for its date.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mutual_care::base::wire::without_echo;
use mutual_care::household::HouseholdInput;

fuzz_target!(|bytes: &[u8]| {
    match serde_json::from_slice::<HouseholdInput>(bytes) {
        Ok(input) => {
            let written = serde_json::to_string(&input).unwrap();
            assert_eq!(serde_json::from_str::<HouseholdInput>(&written).unwrap(), input);
            assert!(input.snapshot(input.as_at()).is_ok());
        }
        Err(error) => assert!(!without_echo(&error).is_empty()),
    }
});
