//! Any bytes are an emergency plan with its household or are refused without repeating them; what was read is written
//! as it was, and whatever it says, what it lacks can be told.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mutual_care::base::wire::without_echo;
use mutual_care::emergency::{EmergencyInput, completeness};

fuzz_target!(|bytes: &[u8]| {
    match serde_json::from_slice::<EmergencyInput>(bytes) {
        Ok(input) => {
            let written = serde_json::to_string(&input).unwrap();
            assert_eq!(serde_json::from_str::<EmergencyInput>(&written).unwrap(), input);
            let _ = completeness(input.plan(), input.snapshot());
        }
        Err(error) => assert!(!without_echo(&error).is_empty()),
    }
});
