//! Any bytes are a record or are refused without repeating them; what was read is written as it was, and is the same
//! when it is read again.

#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use mutual_care::assessment::Assessment;
use mutual_care::base::wire::without_echo;
use mutual_care::emergency::record::EmergencyPlan;
use mutual_care::household::Household;
use mutual_care::machine::Machine;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn read<M: Machine + Serialize + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) {
    match serde_json::from_slice::<M>(bytes) {
        Ok(record) => {
            let written = serde_json::to_string(&record).unwrap();
            assert_eq!(serde_json::from_str::<M>(&written).unwrap(), record);
        }
        Err(error) => assert!(!without_echo(&error).is_empty()),
    }
}

fuzz_target!(|bytes: &[u8]| {
    read::<Household>(bytes);
    read::<Assessment>(bytes);
    read::<EmergencyPlan>(bytes);
});
