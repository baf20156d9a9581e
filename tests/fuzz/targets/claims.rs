#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| prebuildctl::fuzz_targets::claims(input));
