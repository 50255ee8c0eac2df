//! stub
use crate::load::bibliography::Reference;
/// x
pub fn bibtex(_r:&[&Reference])->String{String::new()}
/// x
pub fn ris(_r:&[&Reference])->String{String::new()}
/// x
pub fn csl_json(_r:&[&Reference])->String{String::new()}
