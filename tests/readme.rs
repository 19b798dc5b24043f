//! The README shows what the first command prints, and names the two commands that do everything.

#[test]
fn the_output_shown_is_the_beginning_of_the_real_one() {
    let readme = include_str!("../README.md");
    let printed = include_str!("../examples/expected/household.txt");
    let (_, block) = readme.split_once("```text\n").expect("a block of output");
    let (block, _) = block.split_once("```\n").expect("its end");
    assert!(block.lines().count() > 10, "enough to see what it is");
    assert!(printed.starts_with(block), "the README's output is old: paste the beginning of the real one");
}

#[test]
fn the_two_commands_stand_on_the_first_screen() {
    let readme = include_str!("../README.md");
    let first_screen: String = readme.lines().take(50).collect::<Vec<_>>().join("\n");
    for command in
        ["cargo run --release --example household -- examples/data/reversed-roles.json", "cargo test"]
    {
        assert!(first_screen.lines().any(|line| line == command), "{command}");
    }
}
