use mutual_care::household::{Chronicle, Open};

fn forged(known: Chronicle) -> Open {
    Open { known }
}

fn main() {}
