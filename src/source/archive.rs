//! Archives (`.zip`) as a tree of files, read in memory.
//!
//! Owns what is refused of them: names that lead out of the archive, links, encrypted files, and more bytes than an archive of
//! articles and pictures has. Nothing of an archive is ever unpacked to a place that it chooses itself.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use zip::ZipArchive;

use super::{Files, Obstacle, ObstacleKind, Walk};

/// Files that an archive may hold.
const MOST_FILES: usize = 50_000;
/// Bytes of one file, unpacked.
const MOST_OF_FILE: u64 = 512 << 20;
/// Bytes of all files, unpacked.
const MOST_OF_ALL: u64 = 8 << 30;

/// The files of an archive.
pub struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    /// The place of each file in the archive, and its size as the archive says it.
    files: BTreeMap<Utf8PathBuf, (usize, u64)>,
    obstacles: Vec<Obstacle>,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is none, or it holds more than an archive may.
    pub fn open(bytes: Vec<u8>) -> io::Result<Self> {
        let mut zip = ZipArchive::new(Cursor::new(Arc::from(bytes)))?;
        let refused = |why: String| Err(io::Error::new(io::ErrorKind::InvalidData, why));
        if zip.len() > MOST_FILES {
            return refused(format!("it holds more than {MOST_FILES} files"));
        }
        let mut found = Self { zip: zip.clone(), files: BTreeMap::new(), obstacles: Vec::new() };
        let mut all: u64 = 0;
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at)?;
            if entry.is_dir() {
                continue;
            }
            let Ok(name) = entry.name() else {
                let path = String::from_utf8_lossy(entry.name_raw()).into_owned().into();
                found.obstacles.push(Obstacle { path, kind: ObstacleKind::NotUtf8 });
                continue;
            };
            let name = name.replace('\\', "/");
            let mut refuse = |kind: ObstacleKind| {
                found.obstacles.push(Obstacle { path: Utf8PathBuf::from(&name), kind });
            };
            let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
            let leads_out = name.starts_with(['/']) || name.contains([':', '\0']) || parts.contains(&"..");
            if leads_out || entry.is_symlink() {
                refuse(ObstacleKind::LinkOut);
            } else if parts.iter().any(|part| part.starts_with('.') || *part == "__MACOSX") {
                refuse(ObstacleKind::Hidden);
            } else if entry.encrypted() {
                refuse(ObstacleKind::Refused("it is encrypted".to_owned()));
            } else if entry.size() > MOST_OF_FILE {
                refuse(ObstacleKind::Refused(format!("it holds more than {} MB", MOST_OF_FILE >> 20)));
            } else {
                all = all.saturating_add(entry.size());
                found.files.insert(parts.join("/").into(), (at, entry.size()));
            }
        }
        if all > MOST_OF_ALL {
            return refused(format!("its files hold more than {} GB", MOST_OF_ALL >> 30));
        }
        Ok(found)
    }
}

impl Files for Archive {
    fn walk(&self, dir: &Utf8Path) -> io::Result<Walk> {
        let below = |path: &Utf8Path| dir == "" || path.starts_with(dir);
        let files = self.files.keys().filter(|path| below(path)).cloned().collect();
        let obstacles = self.obstacles.iter().filter(|obstacle| below(&obstacle.path)).cloned().collect();
        Ok(Walk { files, obstacles })
    }

    fn read(&self, path: &Utf8Path) -> io::Result<Vec<u8>> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, format!("no file {path}"));
        let (at, size) = *self.files.get(path).ok_or_else(missing)?;
        // The directory is shared, so this copies no bytes; reading moves a place in it.
        let mut zip = self.zip.clone();
        let mut bytes = Vec::new();
        // What is packed may be more than the archive says.
        zip.by_index(at)?.take(size + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > size {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it holds more than the archive says"));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use zip::write::SimpleFileOptions;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
            writer.start_file(*name, options).expect("a file");
            writer.write_all(bytes).expect("written");
        }
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn names_that_lead_out_are_refused_and_others_made_plain() {
        let names = [
            "a/b.xml",
            "../out.xml",
            "/etc/x",
            "c:/x",
            "d\\e.png",
            "a/../../x",
            ".hidden",
            "__MACOSX/a.xml",
            "./f.jpg",
        ];
        let files: Vec<_> = names.iter().map(|name| (*name, name.as_bytes())).collect();
        let archive = Archive::open(packed(&files)).expect("an archive");
        let walk = archive.walk(Utf8Path::new("")).expect("listed");
        assert_eq!(walk.files, ["a/b.xml", "d/e.png", "f.jpg"]);
        let refused = walk.obstacles.iter().filter(|it| it.kind == ObstacleKind::LinkOut).count();
        assert_eq!((refused, walk.obstacles.len()), (4, 6));
        assert_eq!(archive.read(Utf8Path::new("d/e.png")).expect("read"), b"d\\e.png");
        assert!(archive.read(Utf8Path::new("../out.xml")).is_err());
    }

    #[test]
    fn a_file_that_is_larger_than_it_says_is_refused() {
        let mut bytes = packed(&[("a.xml", &vec![b'a'; 5_000_000])]);
        assert!(bytes.len() < 50_000, "it is packed");
        // The size in the directory at the end.
        let size = 5_000_000_u32.to_le_bytes();
        let at = bytes.windows(4).rposition(|window| window == size).expect("the size is there");
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        let archive = Archive::open(bytes).expect("an archive");
        assert!(archive.read(Utf8Path::new("a.xml")).is_err());
        assert!(Archive::open(b"no archive".to_vec()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_archive_does_more_than_be_refused(changes in proptest::collection::vec((0_usize..400, proptest::prelude::any::<u8>()), 1..12)) {
            let mut bytes = packed(&[("a.xml", b"<article/>"), ("b/c.png", &[7; 300])]);
            for (at, byte) in changes {
                let length = bytes.len();
                bytes[at % length] = byte;
            }
            if let Ok(archive) = Archive::open(bytes) {
                for path in archive.walk(Utf8Path::new("")).expect("listed").files {
                    proptest::prop_assert!(!path.as_str().contains("..") && !path.is_absolute());
                    let _ = archive.read(&path);
                }
            }
        }
    }
}
