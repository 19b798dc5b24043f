//! Any bytes are a care package with its household or are refused without repeating them; what was read is written as it
//! was, and whatever it says, what it lacks and how it stands can be told.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mutual_care::base::wire::without_echo;
use mutual_care::package::{PackageInput, package_findings};

fuzz_target!(|bytes: &[u8]| {
    match serde_json::from_slice::<PackageInput>(bytes) {
        Ok(input) => {
            let written = serde_json::to_string(&input).unwrap();
            assert_eq!(serde_json::from_str::<PackageInput>(&written).unwrap(), input);
            let _ = package_findings(input.package(), &input.context());
            let _ = input.package().status(input.on());
        }
        Err(error) => assert!(!without_echo(&error).is_empty()),
    }
});
