//! Any bytes are a snapshot or are refused without repeating them; what was read keeps its fingerprint, and
//! what could be rebuilt from outside stands.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mutual_care::base::wire::without_echo;
use mutual_care::need::Snapshot;
use mutual_care::support::{Loss, Support};

fuzz_target!(|bytes: &[u8]| {
    match serde_json::from_slice::<Snapshot>(bytes) {
        Ok(snapshot) => {
            let written = serde_json::to_string(&snapshot).unwrap();
            let again: Snapshot = serde_json::from_str(&written).unwrap();
            assert_eq!(again, snapshot);
            assert_eq!(again.fingerprint().unwrap(), snapshot.fingerprint().unwrap());
            let support = Support::of(&snapshot);
            let stands = support.stands(&Loss::nothing()).unwrap();
            let grounded = support.grounded(&Loss::nothing()).unwrap();
            assert!(grounded.iter().all(|need| stands.contains(need)));
        }
        Err(error) => assert!(!without_echo(&error).is_empty()),
    }
});
