//! What was typed, and the help that says what may be. What it means is left to [`super::options`].

use camino::Utf8PathBuf;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

const AFTER: &str = "\
Exit status:
  0  nothing is wrong
  1  the content has errors, or under --strict warnings; nothing was written
  2  Pliego could not run: a wrong argument, an output folder that is not its own, a disk that refuses
  130  a build was stopped with Ctrl-C; nothing was written";

/// Turns bilingual scholarship in plain files into a linked website
#[derive(Debug, Parser)]
#[command(name = "pliego", version, after_help = AFTER, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Writes the site
    ///
    /// The new site takes the place of the old one at once. Files that have not changed are left untouched, and files of
    /// an earlier build that are no longer wanted are removed. If the content has errors or the build is stopped, the
    /// site stays as it was.
    #[command(after_help = AFTER)]
    Build(BuildArgs),
    /// Reports everything that is wrong with the content, and writes nothing
    ///
    /// Beyond what a build reports, the rules for the whole site: links, references that no work cites, mentions that
    /// fit two entries, headings out of order, missing alternative texts.
    #[command(after_help = AFTER)]
    Check(CheckArgs),
    /// Brings articles in JATS, with their pictures, and libraries into a site, which it makes if there is none
    ///
    /// Each article becomes a folder of `content/`, with the pictures and data that it names. Nothing that you have written is
    /// overwritten: running it again brings what is new, and what has changed and was not edited here. Nothing is fetched.
    #[command(after_help = AFTER)]
    Import(ImportArgs),
    /// Says how far the translations are, and records that one has been read against its original
    #[command(after_help = AFTER, subcommand_required = true, arg_required_else_help = true)]
    Translation(TranslationArgs),
    /// Helps with a theme: the words of the interface in a further language
    #[command(after_help = AFTER, subcommand_required = true, arg_required_else_help = true)]
    Theme(ThemeArgs),
    /// Serves the site on this machine, and rebuilds it when a file changes
    ///
    /// The site is kept in memory and nothing is written to disk. The browser reloads by itself after each change; what
    /// is wrong with the content shows on the page, over the last good site. Ctrl-C ends it.
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct BuildArgs {
    /// The folder that holds `content/`
    #[arg(default_value = ".")]
    pub(super) root: Utf8PathBuf,
    /// Where the site is written [default: `public` in ROOT]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<Utf8PathBuf>,
    /// The address of the site's start page, instead of `base_url` in `site.yml`
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Takes warnings for errors
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CheckArgs {
    /// The folder that holds `content/`
    #[arg(default_value = ".")]
    pub(super) root: Utf8PathBuf,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
    /// Takes warnings for errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Which differences between editions are warnings: what is likely wrong, or every one
    #[arg(long, value_enum, default_value_t = ParityArg::Likely)]
    pub(super) parity: ParityArg,
    /// Explains a code such as `unknown-reference`; `all` gives the whole documentation, nothing a list
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["root", "format", "strict"])]
    pub(super) explain: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportArgs {
    /// Articles (`.xml`), packages of XML and pictures (`.zip` or a folder), libraries (`.bib`, `.ris`, CSL-JSON)
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<Utf8PathBuf>,
    /// The folder of the site, which holds `content/` or will
    #[arg(long, value_name = "ROOT", default_value = ".")]
    pub(super) into: Utf8PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct TranslationArgs {
    #[command(subcommand)]
    pub(super) command: TranslationCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum TranslationCommand {
    /// Prints a table of all texts and languages: what is translated, and from which reading of the original
    Status(StatusArgs),
    /// Records that a translation says what its original says now
    ///
    /// For each block of the original, `readings.yml` beside the texts then holds what it says and which translations
    /// were made from that. When the original changes later, `pliego check` names the blocks whose translation is
    /// stale and shows what has changed.
    Accept(AcceptArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct StatusArgs {
    /// The folder that holds `content/`
    #[arg(default_value = ".")]
    pub(super) root: Utf8PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct AcceptArgs {
    /// A translation (`content/WORK/SECTION/es.md`), a register's table, or a folder above them
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<Utf8PathBuf>,
    /// Only this block, by its anchor (`introduction-p3`); may be given several times
    #[arg(long = "block", value_name = "ANCHOR")]
    pub(super) blocks: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ThemeArgs {
    #[command(subcommand)]
    pub(super) command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Writes the interface strings that a language lacks into a file to be translated
    ///
    /// The file is `themes/NAME/i18n/LANG.ftl` of the site; where it is there already, nothing is written, and the strings
    /// that it lacks are printed. What nobody has translated, pages show in English.
    Strings(StringsArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct StringsArgs {
    /// The language's code (BCP 47): `qu`, `ca`, `pt-BR`
    #[arg(value_name = "LANG")]
    pub(super) language: String,
    /// The folder that holds `content/`
    #[arg(default_value = ".")]
    pub(super) root: Utf8PathBuf,
}

#[cfg(feature = "serve")]
#[derive(Debug, ClapArgs)]
pub(super) struct ServeArgs {
    /// The folder that holds `content/`
    #[arg(default_value = ".")]
    pub(super) root: Utf8PathBuf,
    /// The port on 127.0.0.1; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub(super) port: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    /// The source line underlined, with help
    Human,
    /// One line each: place, severity, code, message
    Short,
    /// One JSON object a line
    Json,
    /// Annotations on GitHub
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ParityArg {
    /// What is likely wrong is a warning, other differences are notes, and what languages say differently is none
    Likely,
    /// Every difference is a warning
    Strict,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_root_may_come_before_and_after_options() {
        for line in [["pliego", "build", "site", "--strict"], ["pliego", "build", "--strict", "site"]] {
            let Command::Build(args) = Args::try_parse_from(line).expect("it is right").command else {
                panic!("{line:?} is no build");
            };
            assert_eq!((args.root.as_str(), args.strict), ("site", true));
        }
    }
}
