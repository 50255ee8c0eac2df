//! The `pliego` program. Everything it does is in the library: see `pliego::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pliego::cli::main()
}
