//! The licence estimate over whole runs, each number computed by hand from the rules and the rows below.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tenantcheck::plan::{Command, Mover, Plan, Rules};
use tenantcheck::progress::Unwatched;
use tenantcheck::{Report, report, run};

const GIB: u64 = 1 << 30;

/// One mailbox of the source: name, type, size as statistics write it, archive (`None`, `Active` or blank), hold.
type Mailbox<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

/// A size as statistics write it.
fn exactly(bytes: u64) -> String {
    format!("{:.1} GB ({bytes} bytes)", bytes as f64 / GIB as f64)
}

/// Two tenants being written.
struct Project {
    folder: tempfile::TempDir,
    plan: Plan,
}

impl Project {
    fn new(mailboxes: &[Mailbox]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut plan = Plan::new(Command::Licences);
        plan.source.paths = vec![folder.path().join("source")];
        plan.source.initial_domain = Some("contoso.onmicrosoft.com".to_owned());
        plan.destination.initial_domain = Some("fabrikam.onmicrosoft.com".to_owned());
        plan.moving_domains = Some(vec!["contoso.com".to_owned()]);
        let project = Self { folder, plan };
        let mut rows = "PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,ArchiveStatus,LitigationHoldEnabled,\
             InPlaceHolds,DelayHoldApplied,RetentionHoldEnabled\n"
            .to_owned();
        let mut sizes = "UserPrincipalName,ItemCount,TotalItemSize\n".to_owned();
        for (name, class, size, archive, hold) in mailboxes {
            let address = format!("{name}@contoso.com");
            let _ = writeln!(rows, "{address},{address},{class},{archive},{hold},{{}},False,False");
            if !size.is_empty() {
                let _ = writeln!(sizes, "{address},7,\"{size}\"");
            }
        }
        project.file("source/mailboxes.csv", &rows).file("source/statistics.csv", &sizes)
    }

    /// The usual mailbox: a user without archive or hold.
    fn user(size: &str) -> Self {
        Self::new(&[("kim", "UserMailbox", size, "None", "False")])
    }

    fn file(mut self, name: &str, text: &str) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        if name.starts_with("destination/") {
            self.plan.destination.paths = vec![self.folder.path().join("destination")];
        }
        self
    }

    /// A price file.
    fn prices(mut self, text: &str) -> Self {
        self.plan.licences.prices = Some(self.folder.path().join("prices.csv"));
        self.file("prices.csv", text)
    }

    /// A profile of one's own.
    fn profile(mut self, text: &str) -> Self {
        self.plan.licences.profile = Some(Rules::File(self.folder.path().join("mine.toml")));
        self.file("mine.toml", text)
    }

    fn plan(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        change(&mut self.plan);
        self
    }

    fn run(&self) -> Report {
        run(&self.plan, &Unwatched).expect("the exports can be read")
    }

    /// The `licences` key.
    fn licences(&self) -> Value {
        let document: Value = serde_json::from_slice(&report::json(&self.run())).expect("JSON");
        document["licences"].clone()
    }
}

fn basket<'a>(licences: &'a Value, name: &str) -> &'a Value {
    let baskets = licences["baskets"].as_array().expect("a list");
    baskets.iter().find(|basket| basket["name"] == name).unwrap_or(&Value::Null)
}

/// The units of a basket.
fn units(licences: &Value, name: &str) -> Value {
    basket(licences, name)["units"].clone()
}

/// The units of the only line.
fn line(licences: &Value) -> &Value {
    let lines = licences["lines"].as_array().expect("a list");
    assert_eq!(lines.len(), 1, "{lines:?}");
    &lines[0]
}

#[test]
fn fifty_gib_to_the_byte_are_one_unit_and_one_byte_more_are_two() {
    let full = Project::user(&exactly(50 * GIB)).licences();
    assert_eq!(
        line(&full)["units"],
        json!({
            "runbook": 1, "mailbox-units": 1, "mailbox-or-bundle": 1, "bundle-for-all": 1, "microsoft-native": 1,
        })
    );
    // 50 GiB are 53.7 × 10⁹ bytes: shown, and not taken.
    assert_eq!(line(&full)["reason"], "1 block of 50 GB, 2 if a GB has 10^9 bytes, 2 by the cutover");
    assert_eq!(full["crossing"], json!(["kim@contoso.com"]), "55 GiB with 10 percent more");
    assert_eq!(basket(&full, "runbook")["floor"], false);

    let over = Project::user(&exactly(50 * GIB + 1)).licences();
    assert_eq!(line(&over)["units"]["runbook"], 2);
    assert_eq!(line(&over)["reason"], "2 blocks of 50 GB");
    assert_eq!(over["crossing"], json!([]), "55 GiB are two blocks too");
    assert_eq!(over["plans"], json!([{ "plan": "EXCHANGEENTERPRISE", "needed": 1, "owned": 0, "to_buy": 1 }]));
}

#[test]
fn the_rule_of_the_runbook_ends_at_two() {
    let large = Project::user(&exactly(100 * GIB + GIB / 10)).licences();
    assert_eq!(units(&large, "runbook"), json!({ "migrationwiz-mailbox": 2 }));
    assert_eq!(units(&large, "mailbox-units"), json!({ "migrationwiz-mailbox": 3 }));
    let nearly = Project::user(&exactly(95 * GIB)).licences();
    // 104.5 GiB by the cutover: no matter for the runbook, a third unit where units stack.
    assert_eq!(nearly["crossing"], json!(["kim@contoso.com"]));
    assert_eq!(line(&nearly)["reason"], "2 blocks of 50 GB, 3 if a GB has 10^9 bytes, 3 by the cutover");
    assert_eq!(large["plans"], json!([]), "no plan holds more than 100 GB");
}

#[test]
fn an_unknown_archive_leaves_the_baskets_that_ask_for_it() {
    let licences = Project::new(&[
        ("ann", "UserMailbox", "1 GB (1073741824 bytes)", "", "False"),
        ("bob", "UserMailbox", "1 GB (1073741824 bytes)", "Active", "False"),
        ("cid", "UserMailbox", "", "None", "False"),
    ])
    .licences();
    assert_eq!(licences["needs_data"], json!(["ann@contoso.com", "cid@contoso.com"]));
    let seen = |name: &str| (units(&licences, name), basket(&licences, name)["floor"].clone());
    let (mailbox, bundle) = ("migrationwiz-mailbox", "migrationwiz-bundle");
    assert_eq!(seen("runbook"), (json!({ mailbox: 2 }), json!(true)), "cid has no size");
    assert_eq!(seen("mailbox-units"), (json!({ mailbox: 2 }), json!(true)), "and bob's archive stays behind");
    assert_eq!(seen("mailbox-or-bundle"), (json!({ mailbox: 0, bundle: 1 }), json!(true)), "bob alone");
    assert_eq!(seen("bundle-for-all"), (json!({ bundle: 3 }), json!(false)), "asks for neither");
    let reasons: Vec<&str> =
        licences["lines"].as_array().expect("a list").iter().filter_map(|line| line["reason"].as_str()).collect();
    assert_eq!(
        reasons,
        ["1 block of 50 GB; archive unknown", "1 block of 50 GB; archive: User Migration Bundle", "size unknown"]
    );
    assert_eq!(licences["lines"][0]["archive"], "unknown");
}

#[test]
fn a_rounded_size_at_the_edge_is_flagged_and_not_decided_silently() {
    let report = Project::user("50.0 GB").run();
    let estimate = report.licences.as_ref().expect("asked for");
    // 50.0 GB stand for anything from 49.95 to 50.05 GiB.
    assert_eq!(estimate.shares[0][0].open, Some((1, 2)));
    assert_eq!(estimate.totals[0].open, 1);
    assert!(estimate.reason(0).contains("size rounded: 1 or 2"), "{}", estimate.reason(0));
    let exact = Project::user(&exactly(50 * GIB)).run();
    assert_eq!(exact.licences.as_ref().expect("asked for").shares[0][0].open, None, "the bytes in brackets win");
}

#[test]
fn a_shared_mailbox_above_50_gb_or_on_hold_needs_plan_2() {
    let (big, small) = (exactly(50 * GIB + GIB / 10), exactly(GIB));
    let plans = |size: &str, hold: &str| {
        Project::new(&[("box", "SharedMailbox", size, "None", hold)]).licences()["plans"].clone()
    };
    let plan_2 = json!([{ "plan": "EXCHANGEENTERPRISE", "needed": 1, "owned": 0, "to_buy": 1 }]);
    assert_eq!(plans(&big, "False"), plan_2);
    assert_eq!(plans(&big, "True"), plan_2, "one seat, not two");
    assert_eq!(plans(&small, "True"), plan_2);
    assert_eq!(plans(&small, "False"), json!([]));
}

#[test]
fn a_hold_stops_the_native_move_only() {
    let licences = Project::new(&[
        ("kim", "UserMailbox", &exactly(GIB), "None", "True"),
        ("sam", "UserMailbox", &exactly(GIB), "None", "False"),
    ])
    .plan(|plan| plan.mover = Mover::Native)
    .licences();
    assert_eq!(licences["profile"], "microsoft-native", "the mover's own");
    assert_eq!(licences["baskets"][0]["name"], "microsoft-native", "the chosen one goes first");
    assert_eq!(units(&licences, "microsoft-native"), json!({ "microsoft-cross-tenant": 1 }));
    assert_eq!(units(&licences, "runbook"), json!({ "migrationwiz-mailbox": 2 }));
    assert_eq!(licences["lines"][0]["units"].get("microsoft-native"), None);
    assert_eq!(licences["lines"][0]["reason"], "1 block of 50 GB; on hold: cannot be moved by every way");
}

#[test]
fn a_kiosk_user_needs_plan_1_for_the_time_of_the_move_on_either_side() {
    let project = Project::user(&exactly(GIB))
        .file("source/users.csv", "UserPrincipalName,DisplayName,Licenses\nkim@contoso.com,Kim,SPE_F1\n")
        .file(
            "destination/mailboxes.csv",
            "PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails\nkim@fabrikam.com,kim@fabrikam.com,UserMailbox\n",
        )
        .file("destination/users.csv", "UserPrincipalName,DisplayName,Licenses\nkim@fabrikam.com,Kim,DESKLESSPACK\n");
    let report = project.run();
    let temporary = &report.licences.as_ref().expect("asked for").temporary;
    assert_eq!((temporary.product.as_str(), temporary.mailboxes.len()), ("EXCHANGESTANDARD", 2));
    // What it has today is enough, and the paired object has it already.
    assert_eq!(
        project.licences()["plans"],
        json!([{ "plan": "EXCHANGEDESKLESS", "needed": 1, "owned": 1, "to_buy": 0 }])
    );
    let native = project.plan(|plan| plan.mover = Mover::Native).run();
    assert_eq!(native.licences.as_ref().expect("asked for").temporary.mailboxes.len(), 0, "it needs no EWS");
}

#[test]
fn test_accounts_count_whether_they_are_exported_or_not() {
    let size = exactly(60 * GIB);
    let project = Project::new(&[
        ("test1", "UserMailbox", &size, "None", "False"),
        ("svc", "UserMailbox", &size, "None", "False"),
    ])
    .plan(|plan| {
        plan.source.test_accounts = vec!["test1@contoso.com".to_owned(), "test2@contoso.com".to_owned()];
        plan.source.service_accounts = vec!["svc@contoso.com".to_owned()];
    });
    let licences = project.licences();
    assert_eq!(
        units(&licences, "runbook"),
        json!({ "migrationwiz-mailbox": 3 }),
        "2 + 1, none for the service account"
    );
    assert_eq!(licences["lines"][0]["reason"], "test account; 2 blocks of 50 GB");
    assert_eq!(licences["lines"][1]["subject"], "test2@contoso.com");
    assert_eq!(licences["lines"][1]["reason"], "test account, not exported; 1 block of 50 GB");
}

/// A profile that counts groups and inactive mailboxes too, by a rule to be put in.
fn own_profile(unit: &str) -> String {
    format!(
        "name = \"mine\"\ntitle = \"Mine\"\n[counts]\nuser = true\nshared = true\nroom = true\nequipment = true\n\
         scheduling = true\ngroup = true\ninactive = true\n[[units]]\nname = \"seat\"\ntitle = \"Seat\"\n{unit}\n\
         [[baskets]]\nname = \"mine\"\ntitle = \"Mine\"\nreason = \"Ours\"\nunit = \"seat\"\narchive = \"ignored\"\n\
         [[facts]]\nsays = \"So it is\"\nsource = \"Us\"\ndate = \"2026-11-22\"\nconfidence = \"low\"\n"
    )
}

const INACTIVE: &str = "PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,IsInactiveMailbox,ArchiveStatus\n\
    gone@contoso.com,gone@contoso.com,UserMailbox,True,None\n";

const GROUP: &str = "DisplayName,PrimarySmtpAddress,GroupType,ManagedBy,AccessType,SharePointSiteUrl,RecipientTypeDetails\n\
    Crew,crew@contoso.com,Universal,kim@contoso.com,Private,https://contoso/crew,GroupMailbox\n";

#[test]
fn inactive_and_group_mailboxes_count_where_the_profile_asks_for_them() {
    let project = Project::user(&exactly(GIB)).file("source/inactive.csv", INACTIVE).file("source/unified.csv", GROUP);
    let usual = project.run();
    let estimate = usual.licences.as_ref().expect("asked for");
    let left_out: Vec<_> = estimate.totals[0].left_out.iter().map(|(class, count)| (*class, *count)).collect();
    assert_eq!(left_out, [("group", 1), ("inactive", 1)]);
    let words = report::estimate::remarks(estimate).join("\n");
    assert!(words.contains("not counted: 1 group mailbox, 1 inactive mailbox"), "{words}");
    let asked = project.profile(&own_profile("per = \"source-mailbox\"")).licences();
    assert_eq!(asked["profile"], "mine");
    assert_eq!(units(&asked, "mine"), json!({ "seat": 3 }));
    assert_eq!(units(&asked, "runbook"), json!({ "migrationwiz-mailbox": 1 }), "beside it, by its own rule");
    assert_eq!(asked["lines"].as_array().map(Vec::len), Some(3));
}

#[test]
fn units_of_the_whole_are_counted_once() {
    let mailboxes: &[Mailbox] = &[
        ("ann", "UserMailbox", "30 GB (32212254720 bytes)", "None", "False"),
        ("bob", "UserMailbox", "30 GB (32212254720 bytes)", "None", "False"),
    ];
    let users = "UserPrincipalName,DisplayName,Licenses\nann@contoso.com,Ann,SPE_E3\nbob@contoso.com,Bob,\n\
        cleo@contoso.com,Cleo,SPE_E5\n";
    let units_of = |unit: &str| {
        let licences = Project::new(mailboxes).file("source/users.csv", users).profile(&own_profile(unit)).licences();
        units(&licences, "mine")
    };
    assert_eq!(units_of("per = \"licensed-user\""), json!({ "seat": 2 }), "Cleo has a licence and no mailbox");
    assert_eq!(units_of("per = \"volume\"\nblock_gb = 50"), json!({ "seat": 2 }), "60 GB together");
    assert_eq!(units_of("per = \"flat\""), json!({ "seat": 1 }));
    assert_eq!(units_of("per = \"source-mailbox\"\nblock_gb = 10\nstacks = true"), json!({ "seat": 6 }));
    assert_eq!(units_of("per = \"source-mailbox\"\nminimum_order = 25"), json!({ "seat": 2 }), "needed, not ordered");
}

#[test]
fn two_mailboxes_into_one_destination_are_one_unit_where_destinations_count() {
    let size = exactly(GIB);
    let mut project = Project::new(&[
        ("ann", "UserMailbox", &size, "None", "False"),
        ("box", "SharedMailbox", &size, "None", "False"),
    ])
    .file(
        "destination/mailboxes.csv",
        "PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails\nann@fabrikam.com,ann@fabrikam.com,UserMailbox\n",
    )
    .file("map.csv", "Source,Destination\nann@contoso.com,ann@fabrikam.com\nbox@contoso.com,ann@fabrikam.com\n")
    .plan(|plan| plan.licences.profile = Some(Rules::Shipped("cloudm".to_owned())));
    project.plan.map = Some(project.folder.path().join("map.csv"));
    let licences = project.licences();
    assert_eq!(units(&licences, "cloudm"), json!({ "cloudm-destination": 1 }));
    assert_eq!(units(&licences, "runbook"), json!({ "migrationwiz-mailbox": 2 }));
}

const PRICES: &str = "Unit,Price,Currency\nmigrationwiz-mailbox,14,USD\nmigrationwiz-bundle,17.50,USD\n";

#[test]
fn prices_make_totals_and_decide_what_is_cheaper() {
    let licences = Project::user(&exactly(60 * GIB)).prices(PRICES).licences();
    let cost = |name: &str| (basket(&licences, name)["cost"].clone(), basket(&licences, name)["currency"].clone());
    assert_eq!(cost("runbook"), (json!(28.0), json!("USD")));
    assert_eq!(units(&licences, "mailbox-or-bundle"), json!({ "migrationwiz-mailbox": 0, "migrationwiz-bundle": 1 }));
    assert_eq!(cost("mailbox-or-bundle"), (json!(17.5), json!("USD")));
    assert_eq!(cost("microsoft-native"), (Value::Null, Value::Null), "nobody prices its unit: unknown, not nothing");
    let without = Project::user(&exactly(60 * GIB)).licences();
    assert_eq!(basket(&without, "runbook")["cost"], Value::Null);
    assert_eq!(units(&without, "mailbox-or-bundle"), json!({ "migrationwiz-mailbox": 2, "migrationwiz-bundle": 0 }));
}

#[test]
fn what_is_owned_is_not_paid_for() {
    let project = Project::user(&exactly(60 * GIB)).prices(PRICES).plan(|plan| {
        plan.licences.owned.insert("migrationwiz-mailbox".to_owned(), 1);
    });
    let licences = project.licences();
    assert_eq!(units(&licences, "runbook"), json!({ "migrationwiz-mailbox": 2 }), "needed");
    assert_eq!(basket(&licences, "runbook")["cost"], 14.0, "one to buy");
}

#[test]
fn what_is_wrong_with_prices_is_said() {
    let report = Project::user(&exactly(GIB))
        .prices("Product;Cost\nMailbox Migration licence;14,00 €\nmigrationwiz-bundel;17,50 €\nmicrosoft-cross-tenant;on request\n")
        .run();
    let estimate = report.licences.as_ref().expect("asked for");
    let words = report::estimate::remarks(estimate).join("\n");
    for said in [
        "runbook: 1 Mailbox Migration licence, 14.00 EUR",
        "the price of `migrationwiz-bundel` is used nowhere: nothing here is called so; did you mean `migrationwiz-bundle`?",
        "bundle-for-all has no total: no price for `migrationwiz-bundle`",
        "microsoft-native has no total: no price for `microsoft-cross-tenant`",
    ] {
        assert!(words.contains(said), "{said}\n--- in\n{words}");
    }
    let file = report.facts.files.iter().find(|file| file.file == "prices.csv").expect("an input");
    assert_eq!((file.kind.map(|kind| kind.name), file.rows, file.used), (Some("prices"), 3, 2));
    assert_eq!(file.rejected.len(), 1);
}

#[test]
fn prices_that_make_no_sense_stop_the_run() {
    let refusal = |text: &str| {
        let project = Project::user(&exactly(GIB)).prices(text);
        run(&project.plan, &Unwatched).map(|_| ()).expect_err("must be refused").to_string()
    };
    assert!(
        refusal("Unit,Price,Currency\na,1,EUR\nb,1,USD\n").ends_with(
            "prices.csv`, row 3: `USD` here and `EUR` in row 2: prices in two currencies cannot be added up"
        )
    );
    assert!(refusal("Unit,Price\na,-3\n").ends_with("row 2: the price of `a` is `-3`: a price cannot be negative"));
}

#[test]
fn the_price_file_is_never_written_to() {
    let project =
        Project::user(&exactly(GIB)).prices(PRICES).plan(|plan| plan.output.json.clone_from(&plan.licences.prices));
    let error = run(&project.plan, &Unwatched).map(|_| ()).expect_err("must be refused");
    assert!(error.to_string().ends_with("of `--json` is one of the inputs"), "{error}");
}

#[test]
fn growth_is_shown_and_not_bought() {
    let at = |growth: f64| {
        let project = Project::user(&exactly(48 * GIB)).plan(|plan| plan.licences.growth_percent = growth);
        (units(&project.licences(), "runbook"), project.licences()["crossing"].clone())
    };
    // 48 GiB grow to 49.92 GiB and to 50.4 GiB.
    assert_eq!(at(4.0), (json!({ "migrationwiz-mailbox": 1 }), json!([])));
    assert_eq!(at(5.0), (json!({ "migrationwiz-mailbox": 1 }), json!(["kim@contoso.com"])));
}

#[test]
fn a_cutover_behind_the_end_of_ews_is_the_verdict() {
    let verdict = |cutover: &str| {
        let project = Project::user(&exactly(GIB))
            .plan(|plan| plan.cutover = Some(cutover.parse().expect("a point in time with a zone")));
        report::verdict::of(&project.run()).text
    };
    assert_eq!(verdict("2027-03-31T22:00:00+00:00[+00:00]"), "1 Mailbox Migration licence (runbook)");
    assert_eq!(
        verdict("2027-04-01T00:00:00+00:00[+00:00]"),
        "1 Mailbox Migration licence (runbook); the cutover lies behind the end of Exchange Web Services"
    );
}

#[test]
fn products_are_known_as_exports_write_them() {
    let users = |licences: &str| {
        let text = format!("UserPrincipalName,DisplayName,Licenses\nkim@contoso.com,Kim,\"{licences}\"\n");
        let report = Project::user(&exactly(GIB)).file("source/users.csv", &text).run();
        let estimate = report.licences.expect("asked for");
        let names: Vec<String> =
            estimate.unknown.iter().map(|product| format!("{} {}", product.name, product.users)).collect();
        (estimate.temporary.mailboxes.len(), estimate.temporary.unknown, names)
    };
    let known = |kiosk: usize| (kiosk, 0, Vec::<String>::new());
    assert_eq!(users("Microsoft 365 F3"), known(1));
    assert_eq!(users("66b55226-6b4f-492c-910c-a3b7a3c9d993"), known(1), "the id of Microsoft 365 F3");
    assert_eq!(users("Enterprise Mobility + Security E3+Microsoft 365 F3"), known(1), "`+` joins and is in names");
    assert_eq!(users("contoso:SPE_F1 contoso:SPE_E3"), known(0), "the larger plan may use EWS");
    assert_eq!(users("O365_w/o\u{a0}Teams\u{a0}Bundle_M3"), known(0));
    let (kiosk, unknown, names) = users("FRABJOUS_E9;POWER_BI_STANDARD");
    assert_eq!(
        (kiosk, unknown, names),
        (0, 1, vec!["FRABJOUS_E9 1".to_owned()]),
        "listed, and no plan is taken from it"
    );
}

#[test]
fn a_list_of_products_makes_unknown_ones_known() {
    let subscriptions = "SkuPartNumber,SkuId,TotalLicenses,ConsumedUnits,CapabilityStatus\n\
        FRABJOUS_E9,11111111-2222-3333-4444-555555555555,10,7,Enabled\n\
        GALUMPH,21111111-2222-3333-4444-555555555555,5,0,Enabled\n";
    let reference = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names\n\
        Frabjous E9,FRABJOUS_E9,11111111-2222-3333-4444-555555555555,EXCHANGE_S_ENTERPRISE,efb87545-963c-4e0d-99df-69c6916d9eb0,Exchange\n";
    let project = Project::user(&exactly(60 * GIB)).file("destination/skus.csv", subscriptions);
    let seats = |project: &Project| project.licences()["plans"].clone();
    assert_eq!(seats(&project), json!([{ "plan": "EXCHANGEENTERPRISE", "needed": 1, "owned": 0, "to_buy": 1 }]));
    let words = report::estimate::remarks(project.run().licences.as_ref().expect("asked for")).join("\n");
    assert!(
        words.contains("2 products not known, so that no mailbox plan is seen in them: `FRABJOUS_E9`, `GALUMPH`"),
        "{words}"
    );
    let project = project.file("destination/reference.csv", reference);
    assert_eq!(seats(&project), json!([{ "plan": "EXCHANGEENTERPRISE", "needed": 1, "owned": 3, "to_buy": 0 }]));
    let unknown: Vec<_> = project
        .run()
        .licences
        .expect("asked for")
        .unknown
        .into_iter()
        .map(|product| (product.name, product.seats))
        .collect();
    assert_eq!(unknown, [("GALUMPH".to_owned(), Some(5))]);
}

#[test]
fn the_checks_count_in_blocks_of_the_chosen_profile() {
    let project = Project::user(&exactly(30 * GIB))
        .profile(&own_profile("per = \"source-mailbox\"\nblock_gb = 10\nstacks = true"));
    let report = project.run();
    let found: Vec<_> = report.answer.findings.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    assert!(
        found.contains(&("MBX001", "`kim@contoso.com` has 30.0 GB and needs 3 licence units of 10 GB")),
        "{found:?}"
    );
    assert!(found.iter().any(|(code, _)| *code == "MBX002"), "33 GB are four blocks of 10");
    assert!(report.answer.coverage.iter().all(|line| line.code.starts_with("INP") || line.code <= "MBX007"));
}

#[test]
fn an_unknown_profile_is_refused_with_the_nearest_one() {
    let project = Project::user("1 GB").plan(|plan| plan.licences.profile = Some(Rules::named("cloudwy")));
    let error = run(&project.plan, &Unwatched).map(|_| ()).expect_err("must be refused");
    assert_eq!(error.to_string(), "no licence profile is called `cloudwy`");
    assert_eq!(
        error.hint().as_deref(),
        Some(
            "did you mean `cloudiway`? Shipped are `migrationwiz`, `microsoft-native`, `cloudiway`, `cloudm`, `codetwo`; \
             a file of your own ends in `.toml`"
        )
    );
    assert_eq!(Rules::named("rules/mine.TOML"), Rules::File(Path::new("rules/mine.TOML").to_owned()));
}
