//! The fonts that browsers see: two sets, each a few files of the packages that `tests/run` installs, whatever else the
//! machine has. A page is as wide as its letters, so what holds on pages has to hold with narrow and with wide ones.

use crate::programs;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// A set of fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fonts {
    /// The theme's first choice on Linux, P052 (Palatino's widths), and Nimbus Sans (Helvetica's).
    Narrow,
    /// DejaVu alone, a quarter wider and without italics: what Debian has before anybody installs fonts.
    Wide,
}

/// The faces of a family, as files.
struct Family {
    name: &'static str,
    package: &'static str,
    files: &'static [&'static str],
}

const DEJAVU_SERIF: Family =
    Family { name: "DejaVu Serif", package: "fonts-dejavu-core", files: &["DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"] };
const DEJAVU_SANS: Family =
    Family { name: "DejaVu Sans", package: "fonts-dejavu-core", files: &["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"] };
const DEJAVU_MONO: Family = Family {
    name: "DejaVu Sans Mono",
    package: "fonts-dejavu-core",
    files: &["DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"],
};
const PALATINO: Family = Family {
    name: "P052",
    package: "fonts-urw-base35",
    files: &["P052-Roman.otf", "P052-Italic.otf", "P052-Bold.otf", "P052-BoldItalic.otf"],
};
const HELVETICA: Family = Family {
    name: "Nimbus Sans",
    package: "fonts-urw-base35",
    files: &["NimbusSans-Regular.otf", "NimbusSans-Italic.otf", "NimbusSans-Bold.otf", "NimbusSans-BoldItalic.otf"],
};

/// The names by which browsers ask for a serif, a sans and a monospaced face when a page names no other that is there.
const SERIF: [&str; 2] = ["serif", "Times New Roman"];
const SANS: [&str; 3] = ["sans-serif", "system-ui", "Arial"];
const MONO: [&str; 3] = ["monospace", "ui-monospace", "Courier New"];

impl Fonts {
    /// Its name, as a file has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Wide => "wide",
        }
    }

    /// Its serif, its sans and its monospaced face.
    fn faces(self) -> [Family; 3] {
        match self {
            Self::Narrow => [PALATINO, HELVETICA, DEJAVU_MONO],
            Self::Wide => [DEJAVU_SERIF, DEJAVU_SANS, DEJAVU_MONO],
        }
    }

    /// The name of the serif, the face of all texts.
    pub(crate) fn serif(self) -> &'static str {
        self.faces()[0].name
    }

    /// The file for `FONTCONFIG_FILE` that shows this set alone.
    ///
    /// # Panics
    ///
    /// Where a font is missing, with the Debian package that brings it.
    pub(crate) fn configuration(self) -> PathBuf {
        let folder = programs::target().join("browser/fonts");
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}.conf", self.name()));
        // Tests that begin at once all write it: each beside it, and then in its place.
        let new = tempfile::NamedTempFile::new_in(&folder).unwrap();
        fs::write(new.path(), self.rules(&folder.join("cache"))).unwrap();
        new.persist(&file).unwrap();
        file
    }

    fn rules(self, cache: &Path) -> String {
        let [serif, sans, mono] = self.faces();
        let mut rules = format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n\
             <cachedir>{}</cachedir>\n<selectfont><rejectfont><glob>*</glob></rejectfont></selectfont>\n",
            cache.display()
        );
        // DejaVu is in both sets: it has the signs that the other faces lack.
        for family in [&serif, &sans, &mono, &DEJAVU_SERIF, &DEJAVU_SANS] {
            for file in family.files {
                let file = programs::font(file, family.package);
                let folder = file.parent().expect("a file in a folder");
                writeln!(
                    rules,
                    "<dir>{}</dir><selectfont><acceptfont><glob>{}</glob></acceptfont></selectfont>",
                    folder.display(),
                    file.display()
                )
                .expect("a string takes all");
            }
        }
        for (names, family) in [(&SERIF[..], serif.name), (&SANS[..], sans.name), (&MONO[..], mono.name)] {
            for name in names {
                writeln!(
                    rules,
                    "<alias binding=\"same\"><family>{name}</family><prefer><family>{family}</family></prefer></alias>"
                )
                .expect("a string takes all");
            }
        }
        // A system's own face, for which some engines ask without any name, is its sans.
        writeln!(
            rules,
            "<match><edit name=\"family\" mode=\"append_last\"><string>{}</string></edit></match>\n</fontconfig>",
            sans.name
        )
        .expect("a string takes all");
        rules
    }
}
