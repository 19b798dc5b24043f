//! Any text is times of the week or is refused; what was read reads back the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mutual_care::base::{WeekMinute, WeekPattern, WeekSpan, parse_spans};

fuzz_target!(|text: &str| {
    if let Ok(pattern) = text.parse::<WeekPattern>() {
        assert_eq!(pattern.to_string().parse(), Ok(pattern.clone()));
        assert_eq!(pattern.complement().complement(), pattern);
    }
    if let Ok(spans) = parse_spans(text) {
        for span in &spans {
            assert_eq!(span.to_string().parse(), Ok(*span));
        }
        assert_eq!(text.parse(), Ok(WeekPattern::from_spans(spans)));
    }
    if let Ok(span) = text.parse::<WeekSpan>() {
        assert_eq!(span.to_string().parse(), Ok(span));
    }
    if let Ok(minute) = text.parse::<WeekMinute>() {
        assert_eq!(minute.to_string().parse(), Ok(minute));
    }
});
