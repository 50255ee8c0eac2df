//! The command line as a person meets it: help, mistakes in arguments, explanations. The cases are in `tests/cmd/`;
//! after a wanted change, `TRYCMD=overwrite cargo test --test suite cmd` writes them anew.

// Without the server the help texts lack a command, which is no case of its own.
#[cfg(feature = "serve")]
#[test]
fn commands_say_what_they_should() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
