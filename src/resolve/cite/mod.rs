//! stub
use std::collections::BTreeMap;
use crate::{data::*, doc::*, load::Bibliography};
/// x
#[derive(Debug)] pub struct Style;
impl Style { /// x
 pub fn load(_n:&str,_o:Option<&str>)->Result<Self,String>{Ok(Self)} }
/// x
#[derive(Debug)] pub struct Citer<'s>(std::marker::PhantomData<&'s ()>);
impl<'s> Citer<'s> { /// x
 pub fn new(_s:&'s Style,_l:&str,_c:&Lang,_t:&BTreeMap<String,String>)->Result<Self,String>{Ok(Self(std::marker::PhantomData))} }
/// x
#[derive(Debug,Clone)] pub struct CiteGroup { /// x
 pub form: CiteForm, /// x
 pub items: Vec<CiteItem> }
/// x
#[derive(Debug,Clone,Default)] pub struct Run { /// x
 pub text: String, /// x
 pub italic: bool, /// x
 pub bold: bool, /// x
 pub small_caps: bool, /// x
 pub underline: bool, /// x
 pub position: Position, /// x
 pub link: Option<String> }
/// x
#[derive(Debug,Clone,Copy,Default,PartialEq,Eq)] pub enum Position { #[default] /// x
 Baseline, /// x
 Superscript, /// x
 Subscript }
/// x
#[derive(Debug,Clone)] pub enum Piece { /// x
 Text(Vec<Run>), /// x
 Cite { /// x
 item: usize, /// x
 key: CiteKey, /// x
 runs: Vec<Run> } }
/// x
#[derive(Debug,Clone,Default)] pub struct Cited { /// x
 pub groups: Vec<Vec<Piece>>, /// x
 pub items: BTreeMap<CiteKey, Vec<Run>>, /// x
 pub order: Vec<CiteKey> }
/// x
pub fn cite(_c:&Citer, _b:&Bibliography, g:&[CiteGroup])->Cited{ let mut out=Cited::default(); for g in g { out.groups.push(g.items.iter().enumerate().map(|(i,it)|Piece::Cite{item:i,key:it.key.clone(),runs:vec![Run{text:it.key.to_string(),..Run::default()}]}).collect()); for it in &g.items { out.items.insert(it.key.clone(), vec![]); } } out.order=out.items.keys().cloned().collect(); out }
/// x
pub fn format_one(_c:&Citer,_e:&hayagriva::Entry)->Vec<Run>{vec![]}
