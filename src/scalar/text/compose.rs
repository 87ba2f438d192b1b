//! Letters and combining accents put together, for comparing texts from programs that write accents apart.
//!
//! Lower-case Latin, Greek and Cyrillic letters only: texts are compared in lower case, and a whole normalisation
//! table would weigh more than everything else about values.

/// Per accent: pairs of a letter and the same letter with the accent.
const PAIRS: &[(char, &str)] = &[
    ('\u{300}', "aàeèiìoòuùüǜnǹēḕōṑwẁâầăằêềôồơờưừyỳеѐиѝ"),
    ('\u{301}', "aáeéiíoóuúyýcćlĺnńrŕsśzźüǘgǵåǻæǽøǿçḉēḗïḯkḱmḿõṍōṓpṕũṹwẃâấăắêếôốơớưứαάεέηήιίϋΰοόυύωώгѓкќ"),
    ('\u{302}', "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷzẑạậẹệọộ"),
    ('\u{303}', "aãnñoõiĩuũvṽâẫăẵeẽêễôỗơỡưữyỹ"),
    ('\u{304}', "aāeēiīoōuūüǖäǟȧǡæǣǫǭöȫõȭȯȱyȳgḡḷḹṛṝ"),
    ('\u{306}', "aăeĕgğiĭoŏuŭȩḝạặуўий"),
    ('\u{307}', "cċeėgġzżaȧoȯbḃdḋfḟhḣmṁnṅpṗrṙsṡśṥšṧṣṩtṫwẇxẋyẏſẛ"),
    ('\u{308}', "aäeëiïoöuüyÿhḧõṏūṻwẅxẍtẗιϊυϋеёії"),
    ('\u{309}', "aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ"),
    ('\u{30a}', "aåuůwẘyẙ"),
    ('\u{30b}', "oőuű"),
    ('\u{30c}', "cčdďeělľnňrřsštťzžaǎiǐoǒuǔüǚgǧkǩʒǯjǰhȟ"),
    ('\u{30f}', "aȁeȅiȉoȍrȑuȕ"),
    ('\u{311}', "aȃeȇiȋoȏrȓuȗ"),
    ('\u{31b}', "oơuư"),
    ('\u{323}', "bḅdḍhḥkḳlḷmṃnṇrṛsṣtṭvṿwẉzẓaạeẹiịoọơợuụưựyỵ"),
    ('\u{324}', "uṳ"),
    ('\u{325}', "aḁ"),
    ('\u{326}', "sștț"),
    ('\u{327}', "cçgģkķlļnņrŗsştţeȩdḑhḩ"),
    ('\u{328}', "aąeęiįuųoǫ"),
    ('\u{32d}', "dḓeḙlḽnṋtṱuṷ"),
    ('\u{32e}', "hḫ"),
    ('\u{330}', "eḛiḭuṵ"),
    ('\u{331}', "bḇdḏkḵlḻnṉrṟtṯzẕhẖ"),
];

/// The letter with the accent, if there is such a letter.
pub(super) fn compose(letter: char, accent: char) -> Option<char> {
    let (_, pairs) = PAIRS.iter().find(|(mark, _)| *mark == accent)?;
    let mut letters = pairs.chars();
    while let (Some(plain), Some(accented)) = (letters.next(), letters.next()) {
        if plain == letter {
            return Some(accented);
        }
    }
    None
}

/// Whether the character is an accent to be put on the letter before it.
pub(super) fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}
