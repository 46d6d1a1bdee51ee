//! What goes wrong with files from people and with writing reports: each hazard has a test that is named for it, through
//! the program as people run it. Hazards of one function are tested beside that function.

mod atomic;
mod project;
mod properties;
mod scripts;
mod text;
mod workbooks;
mod writing;
