//! What a YAML parser says of a mistake, in the words of a person who writes: what stands there, and what to write.

use serde_yaml::Error;

/// A colon or a sign at the beginning of a text is the commonest slip of all.
const QUOTE: &str = "put a text that holds a colon, or begins with a sign, in quotes: `title: \"Borders: a history\"`";
const BLANKS: &str = "indent with blanks, the same number for what belongs together";
const CLOSE: &str = "every `[`, `{` and quotation mark needs its counterpart";

/// The parser's words (their beginning or a part that no other message has), what they mean, and what to do.
const WORDS: &[(&str, &str, &str)] = &[
    ("mapping values are not allowed", "a colon stands within a text that has no quotes", QUOTE),
    ("mapping keys are not allowed", "a key stands where a text or a list was begun", BLANKS),
    ("illegal placement of ':'", "a colon stands within a text that has no quotes", QUOTE),
    ("simple key", "this line has no colon behind its key, or a text goes on that has no quotes", QUOTE),
    (
        "block sequence entries are not allowed",
        "a list begins where none can stand",
        "begin a list on the line below its key: `- first`",
    ),
    ("did not find expected '-' indicator", "a line here does not belong to the list above it", BLANKS),
    ("while parsing a block mapping, did not find expected key", "a line here does not fit the keys above it", BLANKS),
    ("tab", "a tab stands where blanks have to", BLANKS),
    ("invalid indentation", "this line is not indented as what it belongs to", BLANKS),
    ("unclosed quote", "a quotation mark is opened and not closed", CLOSE),
    ("unclosed bracket", "a bracket is opened and not closed", CLOSE),
    ("mismatched bracket", "two brackets do not fit each other", CLOSE),
    ("misplaced bracket", "a bracket is closed that was not opened", CLOSE),
    ("while parsing a flow mapping", "a comma or `}` is missing here", CLOSE),
    ("while parsing a flow sequence", "a comma or `]` is missing here", CLOSE),
    ("unexpected EOF", "the file ends before a list or a map is closed", CLOSE),
    ("unexpected eof", "the file ends before a list or a map is closed", CLOSE),
    ("unexpected end of stream", "the file ends before a text is closed", CLOSE),
    (
        "invalid trailing content",
        "something stands behind a closing quotation mark",
        "a quotation mark within quotes is written twice: `'it''s'`",
    ),
    (
        "found unknown escape character",
        "a backslash within double quotes stands before a sign that it means nothing with",
        "use single quotes: `'C:\\path'`",
    ),
    ("found unexpected document indicator", "`---` or `...` stands within a text", QUOTE),
    ("unknown anchor", "`*` begins a reference to something that is not there", QUOTE),
    ("anchor or alias", "`*` or `&` begins a text that has no quotes", QUOTE),
    ("unexpected character", "a sign stands here that no text begins with", QUOTE),
    ("scanning a directive", "`%` begins a text that has no quotes", QUOTE),
    ("parsing a tag", "`!` begins a text that has no quotes", QUOTE),
    ("scanning a tag", "`!` begins a text that has no quotes", QUOTE),
    ("did not find expected node content", "a sign stands here that no text begins with", QUOTE),
    ("did not find expected <document start>", "something stands here that belongs to nothing above it", BLANKS),
];

/// What serde calls a thing, and what a person does.
const THINGS: &[(&str, &str)] = &[
    ("mapping", "a map (`key: text`)"),
    ("a map", "a map (`key: text`)"),
    ("map", "a map (`key: text`)"),
    ("struct", "a map (`key: text`)"),
    ("sequence", "a list (`- item`)"),
    ("a sequence", "a list (`- item`)"),
    ("a string", "a text"),
    ("string", "a text"),
    ("string scalar", "a text"),
    ("scalar", "a text"),
    ("scalar value", "a text"),
    ("a boolean", "`true` or `false`"),
    ("bool", "`true` or `false`"),
    ("boolean", "`true` or `false`"),
    ("unit", "nothing"),
    ("null", "nothing"),
];

/// A mistake that keeps a file from being read, in a sentence, and what to do about it.
pub(super) fn in_plain_words(error: &Error) -> (String, Option<String>) {
    let said = |message: String, help: &str| (message, Some(help.to_owned()));
    match error {
        Error::SerdeInvalidType { unexpected, expected, .. } => {
            (format!("{} is asked for here, and {} stands here", thing(expected), thing(unexpected)), None)
        }
        Error::SerdeInvalidValue { unexpected, expected, .. } => {
            (format!("{} stands here, and {} is asked for", thing(unexpected), thing(expected)), None)
        }
        Error::Unexpected { expected, .. } => {
            let help = "what belongs to a key stands behind it, or indented below it";
            said(format!("{} is asked for here", thing(expected)), help)
        }
        Error::InvalidScalar { ty, .. } if ty.starts_with(['u', 'i']) => {
            said("a whole number is asked for here".to_owned(), "write it in digits, without a sign or a unit")
        }
        Error::InvalidScalar { ty, .. } if ty.starts_with('f') => {
            said("a number is asked for here".to_owned(), "write it in digits, with a full stop before decimals")
        }
        Error::InvalidScalar { ty, .. } => (format!("{} is asked for here", thing(ty)), None),
        Error::InvalidBooleanStrict { .. } => ("`true` or `false` is asked for here".to_owned(), None),
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            said(format!("`{variant}` cannot stand here"), &format!("here may stand: {}", expected.join(", ")))
        }
        Error::NullIntoString { .. } => {
            said("a text is asked for here, and there is none".to_owned(), "write it, or take the key out")
        }
        Error::Eof { .. } => said("the file ends before what it has to hold".to_owned(), CLOSE),
        Error::MultipleDocuments { .. } => {
            said("a line `---` begins a second document".to_owned(), "take that line out: a file is one document")
        }
        Error::UnknownAnchor { .. } => said("`*` begins a reference to something that is not there".to_owned(), QUOTE),
        Error::ContainerEndMismatch { .. } => said("two brackets do not fit each other".to_owned(), CLOSE),
        other => {
            let words = other.to_string();
            let words = words.split(" at line ").next().unwrap_or(&words);
            match WORDS.iter().find(|(part, ..)| words.contains(part)) {
                Some((_, message, help)) => said((*message).to_owned(), help),
                None => (words.to_owned(), None),
            }
        }
    }
}

fn thing(name: &str) -> String {
    let name = name.trim();
    let known = THINGS.iter().find(|(known, _)| *known == name || name.starts_with(&format!("{known} ")));
    known.map_or_else(|| name.to_owned(), |(_, plain)| (*plain).to_owned())
}
