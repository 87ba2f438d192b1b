//! What can be wrong with an address or a number to reach somebody by, in words.

use crate::problem::{Example, Grade, Problem, Prose, Severity};

/// A name to log in with that has blanks in it.
pub(crate) static NOT_A_USERNAME: Problem = Problem {
    code: "T400",
    name: "not-a-username",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The user name has blanks in it",
        message: "{at} holds “{value}”. A user name has no blanks. Enter it without them.",
        why: "Nobody can log in with such a name.",
        remedy: "Take the blanks out, or enter the name that the person logs in with.",
    },
    fr: Prose {
        title: "Le nom d’utilisateur contient des espaces",
        message: "{at} contient « {value} ». Un nom d’utilisateur n’a pas d’espace. Saisissez-le sans \
            espace.",
        why: "Personne ne peut se connecter avec un tel nom.",
        remedy: "Retirez les espaces, ou saisissez le nom avec lequel la personne se connecte.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"user","format":"username"},{"name":"note"}]}"#,
        "user,note\nj doe,x\n",
        "user,note\njdoe,x\n",
    ),
};

/// Not the form of an e-mail address.
pub(crate) static NOT_AN_EMAIL: Problem = Problem {
    code: "T410",
    name: "not-an-email",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is not an e-mail address",
        message: "{at} holds “{value}”, which is not an e-mail address. Enter it as name@example.org.{hint}",
        why: "The server sends invitations and messages to this address, and often knows the person by it.",
        remedy: "Correct the address. Look for a missing @ or point, a comma instead of a point, or blanks.",
    },
    fr: Prose {
        title: "La valeur n’est pas une adresse e-mail",
        message: "{at} contient « {value} », qui n’est pas une adresse e-mail. Saisissez-la sous la forme \
            nom@example.org.{hint}",
        why: "Le serveur envoie invitations et messages à cette adresse, et reconnaît souvent la personne \
            par elle.",
        remedy: "Corrigez l’adresse. Cherchez un @ ou un point manquant, une virgule à la place d’un point, \
            ou des espaces.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"email","format":"email"},{"name":"note"}]}"#,
        "email,note\nana.acme.fr,x\n",
        "email,note\nana@acme.fr,x\n",
    ),
};

/// More than one address in a cell.
pub(crate) static SEVERAL_EMAILS: Problem = Problem {
    code: "T420",
    name: "several-emails",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The cell holds several e-mail addresses",
        message: "{at} holds “{value}”. Only one address can be stored in a cell here.",
        why: "The server takes the whole cell for one address and refuses it.",
        remedy: "Keep one address in this cell and put the others where the import has a place for them.",
    },
    fr: Prose {
        title: "La cellule contient plusieurs adresses e-mail",
        message: "{at} contient « {value} ». Une seule adresse peut être enregistrée ici par cellule.",
        why: "Le serveur prend toute la cellule pour une seule adresse et la refuse.",
        remedy: "Gardez une adresse dans cette cellule et mettez les autres là où l’import les prévoit.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"email","format":"email"},{"name":"note"}]}"#,
        "email,note\nana@acme.fr; bob@acme.fr,x\n",
        "email,note\nana@acme.fr,x\n",
    ),
};

/// Not the form of a telephone number.
pub(crate) static NOT_A_PHONE: Problem = Problem {
    code: "T430",
    name: "not-a-phone",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "The value is not a telephone number",
        message: "{at} holds “{value}”, which is not a telephone number. Enter 7 to 15 digits, such as +1 \
            555 010 0100.",
        why: "The server cannot dial it; remarks and second numbers do not fit in this column.",
        remedy: "Enter one number, with a plus sign and the country code if possible. Put remarks into \
            another column.",
    },
    fr: Prose {
        title: "La valeur n’est pas un numéro de téléphone",
        message: "{at} contient « {value} », qui n’est pas un numéro de téléphone. Saisissez 7 à 15 \
            chiffres, par exemple +33 1 99 00 12 34.",
        why: "Le serveur ne peut pas le composer ; remarques et seconds numéros n’ont pas leur place dans \
            cette colonne.",
        remedy: "Saisissez un seul numéro, si possible avec le signe plus et l’indicatif du pays. Mettez \
            les remarques dans une autre colonne.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"phone","format":"phone"},{"name":"note"}]}"#,
        "phone,note\ncall me,x\n",
        "phone,note\n+1 555 010 0100,x\n",
    ),
};

/// Not the form of a web address.
pub(crate) static NOT_A_WEB_ADDRESS: Problem = Problem {
    code: "T440",
    name: "not-a-web-address",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "The value is not a web address",
        message: "{at} holds “{value}”, which is not a web address. Enter it with its beginning, such as \
            https://example.org.{hint}",
        why: "Without its beginning the address cannot be opened from the server’s pages.",
        remedy: "Copy the address from the browser’s address bar.",
    },
    fr: Prose {
        title: "La valeur n’est pas une adresse web",
        message: "{at} contient « {value} », qui n’est pas une adresse web. Saisissez-la avec son début, \
            par exemple https://example.org.{hint}",
        why: "Sans son début, l’adresse ne peut pas être ouverte depuis les pages du serveur.",
        remedy: "Copiez l’adresse depuis la barre d’adresse du navigateur.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"site","format":"uri"},{"name":"note"}]}"#,
        "site,note\ncity hall,x\n",
        "site,note\nhttps://city.example.org,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] =
    &[&NOT_A_USERNAME, &NOT_AN_EMAIL, &SEVERAL_EMAILS, &NOT_A_PHONE, &NOT_A_WEB_ADDRESS];
