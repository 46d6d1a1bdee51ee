use std::path::Path;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let codes: Vec<&str> = tenantcheck::checks::ALL.iter().map(|c| c.code).collect();
    let project = tenantcheck::project::Project::read(Path::new(&path), &codes).unwrap();
    let plan = project.into_plan(tenantcheck::plan::Command::Assess);
    let report = tenantcheck::run(&plan, &tenantcheck::progress::Unwatched).unwrap();
    for f in &report.answer.findings {
        println!("{}\t{}\t{}\t{}\t{}", f.code, f.side, f.subject, f.value, f.holder.as_deref().unwrap_or(""));
    }
    for f in &report.facts.files {
        eprintln!(
            "{:?} {} {:?} rows {} used {} rej {} skip {:?}",
            f.side,
            f.subject(),
            f.kind.map(|k| k.name),
            f.rows,
            f.used,
            f.rejected.len(),
            f.skipped
        );
        if f.rows != f.used + f.rejected.len() as u64 + f.skipped.values().sum::<u64>() {
            eprintln!("   !!! account");
        }
        for n in &f.notes {
            eprintln!("     {:?} {:?} {:?} {}", n.matter, n.row, n.column, n.text);
        }
    }
    for c in &report.answer.coverage {
        eprintln!("{} {:?} ex {} f {} und {} {:?}", c.code, c.status, c.examined, c.findings, c.undecidable, c.needs);
    }
}
