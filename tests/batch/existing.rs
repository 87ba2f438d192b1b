//! Lists of what the receiving system has already.

use super::*;

#[test]
fn a_list_of_what_exists_satisfies_and_its_own_level_is_an_update() {
    let client = clients(&[("77", "77a"), ("78", "78a")]);
    let location = locations(&[("500a", "", "L78"), ("501a", "", "")]);
    let files = [("clients", client.as_str()), ("service-locations", location.as_str())];
    // The file of customers is missing, its list stands for it: 78 is not on it.
    let lists = [("customers", "77\n"), ("clients", "Client Reference\n500A\n77a\n")];
    let session = tables(&files, &lists, &[]);
    assert_eq!(found(&session, 0), ["X920", "X810 A3"]);
    assert_eq!(found(&session, 1), ["X810 A3"]);
    assert_eq!(unchecked(&session, 0), 0);
    let taken = tables(&files, &[("customers", "77,78,L78"), ("clients", "500a;501a")], &[]);
    assert_eq!(found(&taken, 1), ["X830 C2"], "a reference of the server at another level");
}

#[test]
fn what_the_user_says_exists_is_not_asked_again() {
    let client = clients(&[("77", "77a")]);
    let alone = tables(&[("clients", &client)], &[], &[]);
    assert_eq!((unchecked(&alone, 0), alone.files()[0].verdict()), (1, Verdict::Incomplete));
    for said in ["X860", "X860=exists"] {
        let confirmed = tables(&[("clients", &client)], &[], &[said]);
        assert_eq!((unchecked(&confirmed, 0), confirmed.files()[0].verdict()), (0, Verdict::Ready), "{said}");
    }
    let both = [("customers", customers(&["1"])), ("clients", client)];
    let both: Vec<(&str, &str)> = both.iter().map(|(i, t)| (*i, t.as_str())).collect();
    assert_eq!(found(&tables(&both, &[], &[]), 1), ["X810 A2"]);
    assert_eq!(found(&tables(&both, &[], &["X810=exists"]), 1), [""; 0]);
}

/// A list without the column that tells records apart was given all the same: that is what is said.
#[test]
fn a_list_that_lacks_the_column_is_not_told_as_a_missing_file() {
    let client = clients(&[("77", "77a")]);
    let lists = [("customers", "Customer Name,Phone\nAsh Hospital,1\n")];
    let session = tables(&[("clients", &client)], &lists, &[]);
    let report = session.files()[0].report(Lang::En);
    let said: Vec<&str> =
        report["notChecked"].as_array().unwrap().iter().filter_map(|one| one["message"].as_str()).collect();
    assert!(said.iter().any(|one| one.contains("has no column “Accounting Reference”")), "{said:?}");
    assert!(!said.iter().any(|one| one.contains("is among the files")), "{said:?}");
    assert_eq!(session.files()[0].verdict(), Verdict::Incomplete);
}

#[test]
fn a_list_of_what_exists_without_the_column_leaves_duplicates_unchecked() {
    let customers = customers(&["77"]);
    let client = clients(&[("77", "500a")]);
    let files = [("customers", customers.as_str()), ("clients", client.as_str())];
    // Clients share their references with service locations; this list has headings, but not that of the reference.
    let lists = [("service-locations", "Address Type,City\nMain,Cork\n")];
    let session = tables(&files, &lists, &[]);
    assert_eq!((unchecked(&session, 1), session.files()[1].verdict()), (1, Verdict::Incomplete));
    let report = session.files()[1].report(Lang::En);
    assert_eq!(report["notChecked"][0]["code"], "X930");
    let confirmed = tables(&files, &lists, &["X930"]);
    assert_eq!((unchecked(&confirmed, 1), confirmed.files()[1].verdict()), (0, Verdict::Ready));
}

/// An empty list is no answer: it is as if none had been given.
#[test]
fn a_list_of_what_exists_that_is_empty_says_nothing() {
    let client = clients(&[("77", "77a")]);
    for list in ["", "\n", "Accounting Reference\n"] {
        let session = tables(&[("clients", &client)], &[("customers", list)], &[]);
        assert_eq!(
            (unchecked(&session, 0), session.files()[0].verdict()),
            (1, Verdict::Incomplete),
            "{list:?}"
        );
        assert_eq!(found(&session, 0), [""; 0], "{list:?}");
    }
}

#[test]
fn a_list_of_what_exists_is_read_by_the_delimiter_that_it_has() {
    let client = clients(&[("77", "77a"), ("78", "78a")]);
    for delimiter in [",", ";", "\t"] {
        let list = ["Accounting Reference", "Customer Name", "Status"].join(delimiter)
            + "\n"
            + &["77", "A, B; C", "x"].join(delimiter).replace("A, B; C", "\"A, B; C\"");
        let session = tables(&[("clients", &client)], &[("customers", &list)], &[]);
        assert_eq!(found(&session, 0), ["X810 A3"], "{list:?}");
    }
}
