//! What letters a language uses, and how often: enough to tell likely words from wrong letters.

/// Languages that share encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    West,
    Central,
    Turkish,
    Baltic,
    Vietnamese,
    South,
    North,
    Celtic,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    ChineseSimple,
    ChineseTraditional,
    Japanese,
    Korean,
}

/// The letters of a language beyond ASCII.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) family: Family,
    /// Letters behind their price, a digit of base 20 that counts halves of the negative natural logarithm of their
    /// share among such letters.
    letters: &'static str,
}

impl Language {
    /// The letters with their prices.
    pub(crate) fn prices(&self) -> impl Iterator<Item = (char, f32)> {
        let mut price = 9.0;
        self.letters.chars().filter_map(move |c| match c.to_digit(20).filter(|_| !c.is_ascii_lowercase()) {
            Some(digit) => {
                price = (digit as f32 / 2.0).max(1.0);
                None
            }
            None => Some((c, price)),
        })
    }
}

/// Languages of alphabets. Chinese, Japanese and Korean follow below.
#[rustfmt::skip]
pub(crate) static LANGUAGES: &[Language] = &[
    Language { family: Family::West, letters: "1é5èà6ê7îç8ïô9âûùBëCœFüJæÿ" }, // French
    Language { family: Family::West, letters: "2ü3äö4ßAé" }, // German
    Language { family: Family::West, letters: "3óíá4éñ5úCü" }, // Spanish
    Language { family: Family::West, letters: "3ãç4áé5íóê6ú7âõ8ô9à" }, // Portuguese
    Language { family: Family::West, letters: "1à4èò5ùé6ì7íGî" }, // Italian
    Language { family: Family::West, letters: "2ëé4ï6è7üö8ó9êûAçBá" }, // Dutch
    Language { family: Family::West, letters: "2øæ3å7éEö" }, // Danish
    Language { family: Family::West, letters: "2äö3å8éEü" }, // Swedish
    Language { family: Family::West, letters: "1ø2å4æ8éCóEôò" }, // Norwegian
    Language { family: Family::West, letters: "0ä4ö7š8žDå" }, // Finnish
    Language { family: Family::West, letters: "3ðóí5áþú6öæ7é8ý" }, // Icelandic
    Language { family: Family::West, letters: "2à3è4í5òóé6úç9ïüE·" }, // Catalan
    Language { family: Family::West, letters: "2á3óí4é5ú" }, // Irish
    Language { family: Family::West, letters: "0ë4ç" }, // Albanian
    Language { family: Family::Central, letters: "2ü3äö4ßAé" }, // German
    Language { family: Family::Central, letters: "3ł4ćóś5ężńą9ź" }, // Polish
    Language { family: Family::Central, letters: "3í4áýěš5žč6éř8ů9úAóBňCťDď" }, // Czech
    Language { family: Family::Central, letters: "3á4č5íšýéž6úľ7ť8óňď9ôAäFĺŕHě" }, // Slovak
    Language { family: Family::Central, letters: "2áé4ó5őö6í7üú9ű" }, // Hungarian
    Language { family: Family::Central, letters: "1ă4şţ5â6î8șțBé" }, // Romanian
    Language { family: Family::Central, letters: "2č3šć4ž6đ" }, // Croatian
    Language { family: Family::Central, letters: "2čš4ž9ć" }, // Slovenian
    Language { family: Family::Turkish, letters: "2ı3ü4şç5ğö9iBâHî" }, // Turkish
    Language { family: Family::Baltic, letters: "3ł4ćóś5ężńą9ź" }, // Polish
    Language { family: Family::Baltic, letters: "2ä3õü4š6žö" }, // Estonian
    Language { family: Family::Baltic, letters: "3ā4īņšē6ū7žļ8ķčģ" }, // Latvian
    Language { family: Family::Baltic, letters: "3ųė4šž5čū6ąį8ę" }, // Lithuanian
    Language { family: Family::Vietnamese, letters: "4àđư5ôáê6âơ7óă8í\u{300}\u{323}\u{301}ìãùú9ò\u{309}\u{303}BéCè" }, // Vietnamese
    Language { family: Family::South, letters: "2ħ3ż4ġċ6à8ìùòèé" }, // Maltese
    Language { family: Family::South, letters: "3ĉŝ4ŭĝ5ĵ8ĥ" }, // Esperanto
    Language { family: Family::North, letters: "2á4čšđ5ž6ŧŋ8åäøæöë" }, // Sámi
    Language { family: Family::Celtic, letters: "3ŵâôŷ4êî5ûï8ẃáàëö" }, // Welsh
    Language { family: Family::Cyrillic, letters: "5аоине6рстквл7пдьйм8угяб9зычAжхфшBцюCэDщGёIъ" }, // Russian
    Language { family: Family::Cyrillic, letters: "5аони6кретсілв7дуьмпй8ягбз9чхAцжшBфюCщєїEґ" }, // Ukrainian
    Language { family: Family::Cyrillic, letters: "4а5иокн6рвесл7тдм8угпб9чйзяAжъцфшхBюCьDщ" }, // Bulgarian
    Language { family: Family::Cyrillic, letters: "3а5нксі6ря7лтедуымо8гвбпэ9йзўцAьфхчшBжCёDю" }, // Belarusian
    Language { family: Family::Cyrillic, letters: "4аи5кнс6рое7лтујвмд8гбп9зчфAшхBцџCжDњљFћGђ" }, // Serbian
    Language { family: Family::Cyrillic, letters: "4аи5ксн6рое7лтумв8дјгбп9зфAшчхBцџCжEњљHќ" }, // Macedonian
    Language { family: Family::Greek, letters: "5αοι6ντρεκςσ7λπμυάηγί8δόέ9ήύβωχAφθζώBξDψEϊGΐIϋ" }, // Greek
    Language { family: Family::Hebrew, letters: "4יו5ראל6הנמבק7סדתשטג8פעןםח9כצזBףץך" }, // Hebrew
    Language { family: Family::Arabic, letters: "4الي6نوربم7دةس8كفعتآج9شأهحغقزAصخطضCإذDظىءئEثGؤ" }, // Arabic
    Language { family: Family::Arabic, letters: "4اي5یرن6ومدهتس7بلكک8شزگجع9پفقخحAآطصBغچCئضDثذEژظIؤ" }, // Persian
    Language { family: Family::Thai, letters: "5นา6รกเอั7ิมยีลวดตสง8์บ่ท้หคุ9แโจชพะถูซปAำธไขศษBืภญ็ฟณCผฐใDฮฉEึFฤฒฎ๊G๋ฝฑฬHฏฆ" }, // Thai
];

/// Frequent characters of simplified Chinese.
pub(crate) static CHINESE_SIMPLE: &str = "\
    的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小\
    么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长知语\
    司限亚尔市路拉克县斯街科加尼马信技西利网巴工息岛特阿媒法比络兰传理罗南布纳师程电新瓦员其安计管品塞维\
    索海业设联卢群内提州哥通软全美达卡门华元德吉英关务些梅格现张鲁林分萨秀部塔建哈摩库威王北商间金古牙列\
    资销件系非希产李点合米乌术介应完区波坦告因位数明刘创入最奥伊苏准车郎机售桂东埃图太第广制目者洲普别齐\
    标户阳陈具备影站进基博直力何服圭根迪圣泰果绍原高芳际定望种次单";

/// Frequent characters of traditional Chinese.
pub(crate) static CHINESE_TRADITIONAL: &str = "\
    的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可裡後小\
    麼心多天而能好都然沒日於起還發成事只作當想看文無開手用主行方又如前所本見經頭面公同三已老從動兩長知亞\
    司限拉爾克員加尼斯里利西台馬工資巴電業新阿市縣師法美份北股蘭比德程達林品特羅南訊島索布技納瓦設理管卡\
    維灣科哥語東安及明內全華威民其薩古盧建務塞術分群吉庫計商山現銀光格瑞列志后些門塔隻部金告位研海化網完\
    奧魯希系陳機間牙元關助入非根埃烏數類具洲摩波米基際雅復企進服備最聯因廣郎竹統者應據丹普宏蘇太定興體店\
    士土望種雄究淑站合聖區果洛律社王制英伊義提什平高第黃永介論樣密保曼";

/// Frequent characters of Japanese, apart from kana.
pub(crate) static JAPANESE: &str = "\
    日一国人年大本中出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千\
    水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨の事会社者部長市区町村県田新藤合同式島株有限佐\
    林鈴郡通的加橋保士印井家諸辺和渡持装自領師横建運教崎差刷吉太浜松近代報農職鉱彼共理言花険青官器央画池\
    情裕品産法業谷演伊覚略介楽知質敵銀置香明原信野術助特別口岡輸織君証連文築美極直多立司里葉樹面叔符号憲\
    軸主曜救目反射創傷編組徴癌進緩料数石斎計参舗私副統催眠英怒細字仕狐探査化形偏不体真阿摩設尿対拡張意図\
    犯罪残省普古引革清員授虐待柔";

/// Frequent characters of Korean.
pub(crate) static KOREAN: &str = "\
    이다의는에을가은고로하를지한도자과와으들대사기인나서어시있리일아라그것정수해전부적보상제원장만성면주\
    여유공경스구무연화동르회니및트타크비카루마드바코조오레영식프양관미우군남산네김포천모티디안련중브소국\
    세현키페메선탄란호금파랑종앙발투신노진베러강민예작달백학온삼초단웨박계쿠피통용재테실문개석차위준말람\
    품슬논토치최체잠월너글분광훈역헤방행두반운즈언교알벨야랜터팔순권벌술북볼엘푸링음설씨업랍평촌철숙배몰\
    템션데령질요케락윤츠간려판윈물송럽봉압틱겨골독뉴솔환속항센앤콜덴핀린갈누플더릉립복올룬건히태블험육획\
    섬생합감홍탈룩셈튀엔청래덕룹랩폴불버콩";
