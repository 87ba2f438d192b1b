//! Countries, states and currencies with their names.

/// One country per line: both codes, its names in English and French, other names, and with a question mark names
/// that may mean more or less than the country.
pub(super) const COUNTRIES: &str = "\
ADAND Andorra|Andorre\n\
AEARE United Arab Emirates|Émirats arabes unis|UAE|EAU\n\
AFAFG Afghanistan\n\
AGATG Antigua & Barbuda|Antigua-et-Barbuda\n\
AIAIA Anguilla\n\
ALALB Albania|Albanie\n\
AMARM Armenia|Arménie\n\
AOAGO Angola\n\
AQATA Antarctica|Antarctique\n\
ARARG Argentina|Argentine\n\
ASASM American Samoa|Samoa américaines\n\
ATAUT Austria|Autriche|Österreich\n\
AUAUS Australia|Australie\n\
AWABW Aruba\n\
AXALA Åland Islands|Îles Åland\n\
AZAZE Azerbaijan|Azerbaïdjan\n\
BABIH Bosnia & Herzegovina|Bosnie-Herzégovine\n\
BBBRB Barbados|Barbade\n\
BDBGD Bangladesh\n\
BEBEL Belgium|Belgique|Belgien|België\n\
BFBFA Burkina Faso\n\
BGBGR Bulgaria|Bulgarie\n\
BHBHR Bahrain|Bahreïn\n\
BIBDI Burundi\n\
BJBEN Benin|Bénin\n\
BLBLM St. Barthélemy|Saint-Barthélemy\n\
BMBMU Bermuda|Bermudes\n\
BNBRN Brunei|Brunei Darussalam\n\
BOBOL Bolivia|Bolivie|Bolivia, Plurinational State of\n\
BQBES Caribbean Netherlands|Pays-Bas caribéens\n\
BRBRA Brazil|Brésil|Brasil\n\
BSBHS Bahamas\n\
BTBTN Bhutan|Bhoutan\n\
BVBVT Bouvet Island|Île Bouvet\n\
BWBWA Botswana\n\
BYBLR Belarus|Biélorussie\n\
BZBLZ Belize\n\
CACAN Canada\n\
CCCCK Cocos (Keeling) Islands|Îles Cocos\n\
CDCOD Congo - Kinshasa|Congo-Kinshasa|DR Congo|Democratic Republic of the Congo|RDC\n\
CFCAF Central African Republic|République centrafricaine\n\
CGCOG Congo - Brazzaville|Congo-Brazzaville|?Congo\n\
CHCHE Switzerland|Suisse|Swiss|Schweiz\n\
CICIV Côte d’Ivoire|Ivory Coast\n\
CKCOK Cook Islands|Îles Cook\n\
CLCHL Chile|Chili\n\
CMCMR Cameroon|Cameroun\n\
CNCHN China|Chine|?PRC|People’s Republic of China\n\
COCOL Colombia|Colombie\n\
CRCRI Costa Rica\n\
CUCUB Cuba\n\
CVCPV Cape Verde|Cap-Vert\n\
CWCUW Curaçao\n\
CXCXR Christmas Island|Île Christmas\n\
CYCYP Cyprus|Chypre\n\
CZCZE Czechia|Tchéquie|Czech Republic|République tchèque\n\
DEDEU Germany|Allemagne|Deutschland\n\
DJDJI Djibouti\n\
DKDNK Denmark|Danemark\n\
DMDMA Dominica|Dominique\n\
DODOM Dominican Republic|République dominicaine\n\
DZDZA Algeria|Algérie\n\
ECECU Ecuador|Équateur\n\
EEEST Estonia|Estonie\n\
EGEGY Egypt|Égypte\n\
EHESH Western Sahara|Sahara occidental\n\
ERERI Eritrea|Érythrée\n\
ESESP Spain|Espagne|España\n\
ETETH Ethiopia|Éthiopie\n\
FIFIN Finland|Finlande\n\
FJFJI Fiji|Fidji\n\
FKFLK Falkland Islands|Îles Malouines\n\
FMFSM Micronesia|Micronésie\n\
FOFRO Faroe Islands|Îles Féroé\n\
FRFRA France\n\
GAGAB Gabon\n\
GBGBR United Kingdom|Royaume-Uni|UK|Great Britain|?England|?Scotland|?Wales|?Northern Ireland|Grande-Bretagne|?Angleterre|?Écosse\n\
GDGRD Grenada|Grenade\n\
GEGEO Georgia|Géorgie\n\
GFGUF French Guiana|Guyane française\n\
GGGGY Guernsey|Guernesey\n\
GHGHA Ghana\n\
GIGIB Gibraltar\n\
GLGRL Greenland|Groenland\n\
GMGMB Gambia|Gambie\n\
GNGIN Guinea|Guinée\n\
GPGLP Guadeloupe\n\
GQGNQ Equatorial Guinea|Guinée équatoriale\n\
GRGRC Greece|Grèce\n\
GSSGS South Georgia & South Sandwich Islands|Géorgie du Sud-et-les Îles Sandwich du Sud\n\
GTGTM Guatemala\n\
GUGUM Guam\n\
GWGNB Guinea-Bissau|Guinée-Bissau\n\
GYGUY Guyana\n\
HKHKG Hong Kong\n\
HMHMD Heard & McDonald Islands|Îles Heard-et-MacDonald\n\
HNHND Honduras\n\
HRHRV Croatia|Croatie\n\
HTHTI Haiti|Haïti\n\
HUHUN Hungary|Hongrie\n\
IDIDN Indonesia|Indonésie\n\
IEIRL Ireland|Irlande|Eire|Republic of Ireland\n\
ILISR Israel|Israël\n\
IMIMN Isle of Man|Île de Man\n\
ININD India|Inde\n\
IOIOT British Indian Ocean Territory|Territoire britannique de l’océan Indien\n\
IQIRQ Iraq|Irak\n\
IRIRN Iran|Iran, Islamic Republic of\n\
ISISL Iceland|Islande\n\
ITITA Italy|Italie|Italia\n\
JEJEY Jersey\n\
JMJAM Jamaica|Jamaïque\n\
JOJOR Jordan|Jordanie\n\
JPJPN Japan|Japon|Nippon\n\
KEKEN Kenya\n\
KGKGZ Kyrgyzstan|Kirghizstan\n\
KHKHM Cambodia|Cambodge\n\
KIKIR Kiribati\n\
KMCOM Comoros|Comores\n\
KNKNA St. Kitts & Nevis|Saint-Christophe-et-Niévès\n\
KPPRK North Korea|Corée du Nord\n\
KRKOR South Korea|Corée du Sud|?Korea|Republic of Korea|?Corée\n\
KWKWT Kuwait|Koweït\n\
KYCYM Cayman Islands|Îles Caïmans\n\
KZKAZ Kazakhstan\n\
LALAO Laos|?Lao\n\
LBLBN Lebanon|Liban\n\
LCLCA St. Lucia|Sainte-Lucie\n\
LILIE Liechtenstein\n\
LKLKA Sri Lanka\n\
LRLBR Liberia\n\
LSLSO Lesotho\n\
LTLTU Lithuania|Lituanie\n\
LULUX Luxembourg\n\
LVLVA Latvia|Lettonie\n\
LYLBY Libya|Libye\n\
MAMAR Morocco|Maroc\n\
MCMCO Monaco\n\
MDMDA Moldova|Moldavie|Republic of Moldova\n\
MEMNE Montenegro|Monténégro\n\
MFMAF St. Martin|Saint-Martin\n\
MGMDG Madagascar\n\
MHMHL Marshall Islands|Îles Marshall\n\
MKMKD North Macedonia|Macédoine du Nord|?Macedonia|?Macédoine\n\
MLMLI Mali\n\
MMMMR Myanmar (Burma)|Myanmar (Birmanie)|Myanmar|Burma|Birmanie\n\
MNMNG Mongolia|Mongolie\n\
MOMAC Macao|Macau\n\
MPMNP Northern Mariana Islands|Îles Mariannes du Nord\n\
MQMTQ Martinique\n\
MRMRT Mauritania|Mauritanie\n\
MSMSR Montserrat\n\
MTMLT Malta|Malte\n\
MUMUS Mauritius|Maurice\n\
MVMDV Maldives\n\
MWMWI Malawi\n\
MXMEX Mexico|Mexique|México\n\
MYMYS Malaysia|Malaisie\n\
MZMOZ Mozambique\n\
NANAM Namibia|Namibie\n\
NCNCL New Caledonia|Nouvelle-Calédonie\n\
NENER Niger\n\
NFNFK Norfolk Island|Île Norfolk\n\
NGNGA Nigeria\n\
NINIC Nicaragua\n\
NLNLD Netherlands|Pays-Bas|?Holland|The Netherlands|?Hollande\n\
NONOR Norway|Norvège\n\
NPNPL Nepal|Népal\n\
NRNRU Nauru\n\
NUNIU Niue\n\
NZNZL New Zealand|Nouvelle-Zélande\n\
OMOMN Oman\n\
PAPAN Panama\n\
PEPER Peru|Pérou\n\
PFPYF French Polynesia|Polynésie française\n\
PGPNG Papua New Guinea|Papouasie-Nouvelle-Guinée\n\
PHPHL Philippines\n\
PKPAK Pakistan\n\
PLPOL Poland|Pologne|Polska\n\
PMSPM St. Pierre & Miquelon|Saint-Pierre-et-Miquelon\n\
PNPCN Pitcairn Islands|Îles Pitcairn\n\
PRPRI Puerto Rico|Porto Rico\n\
PSPSE Palestinian Territories|Territoires palestiniens|Palestine\n\
PTPRT Portugal\n\
PWPLW Palau|Palaos\n\
PYPRY Paraguay\n\
QAQAT Qatar\n\
REREU Réunion|La Réunion\n\
ROROU Romania|Roumanie\n\
RSSRB Serbia|Serbie\n\
RURUS Russia|Russie|Russian Federation|Fédération de Russie\n\
RWRWA Rwanda\n\
SASAU Saudi Arabia|Arabie saoudite\n\
SBSLB Solomon Islands|Îles Salomon\n\
SCSYC Seychelles\n\
SDSDN Sudan|Soudan\n\
SESWE Sweden|Suède|Sverige\n\
SGSGP Singapore|Singapour\n\
SHSHN St. Helena|Sainte-Hélène\n\
SISVN Slovenia|Slovénie\n\
SJSJM Svalbard & Jan Mayen|Svalbard et Jan Mayen\n\
SKSVK Slovakia|Slovaquie\n\
SLSLE Sierra Leone\n\
SMSMR San Marino|Saint-Marin\n\
SNSEN Senegal|Sénégal\n\
SOSOM Somalia|Somalie\n\
SRSUR Suriname\n\
SSSSD South Sudan|Soudan du Sud\n\
STSTP São Tomé & Príncipe|Sao Tomé-et-Principe\n\
SVSLV El Salvador|Salvador\n\
SXSXM Sint Maarten|Saint-Martin (partie néerlandaise)\n\
SYSYR Syria|Syrie|Syrian Arab Republic\n\
SZSWZ Eswatini|Swaziland\n\
TCTCA Turks & Caicos Islands|Îles Turques-et-Caïques\n\
TDTCD Chad|Tchad\n\
TFATF French Southern Territories|Terres australes françaises\n\
TGTGO Togo\n\
THTHA Thailand|Thaïlande\n\
TJTJK Tajikistan|Tadjikistan\n\
TKTKL Tokelau\n\
TLTLS Timor-Leste|Timor oriental|East Timor\n\
TMTKM Turkmenistan|Turkménistan\n\
TNTUN Tunisia|Tunisie\n\
TOTON Tonga\n\
TRTUR Türkiye|Turquie|Turkey\n\
TTTTO Trinidad & Tobago|Trinité-et-Tobago\n\
TVTUV Tuvalu\n\
TWTWN Taiwan|Taïwan\n\
TZTZA Tanzania|Tanzanie|United Republic of Tanzania\n\
UAUKR Ukraine\n\
UGUGA Uganda|Ouganda\n\
UMUMI U.S. Outlying Islands|Îles mineures éloignées des États-Unis\n\
USUSA United States|États-Unis|USA|United States of America|?America|États-Unis d’Amérique\n\
UYURY Uruguay\n\
UZUZB Uzbekistan|Ouzbékistan\n\
VAVAT Vatican City|État de la Cité du Vatican|Holy See|Vatican\n\
VCVCT St. Vincent & Grenadines|Saint-Vincent-et-les Grenadines\n\
VEVEN Venezuela|Venezuela, Bolivarian Republic of\n\
VGVGB British Virgin Islands|Îles Vierges britanniques\n\
VIVIR U.S. Virgin Islands|Îles Vierges des États-Unis\n\
VNVNM Vietnam|Viêt Nam|Viet Nam\n\
VUVUT Vanuatu\n\
WFWLF Wallis & Futuna|Wallis-et-Futuna\n\
WSWSM Samoa\n\
YEYEM Yemen|Yémen\n\
YTMYT Mayotte\n\
ZAZAF South Africa|Afrique du Sud\n\
ZMZMB Zambia|Zambie\n\
ZWZWE Zimbabwe";

/// States and territories of the United States, and the post offices of its armed forces.
pub(super) const STATES_US: &str = "\
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|\
    DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|\
    KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|\
    MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|\
    NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|\
    PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|\
    VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|\
    GU Guam|MP Northern Mariana Islands|PR Puerto Rico|VI Virgin Islands|AA Armed Forces Americas|\
    AE Armed Forces Europe|AP Armed Forces Pacific";

/// Provinces of Canada in English and French.
pub(super) const STATES_CA: &str = "\
AB Alberta|BC British Columbia|BC Colombie-Britannique|MB Manitoba|NB New Brunswick|NB Nouveau-Brunswick|\
    NL Newfoundland and Labrador|NL Newfoundland|NL Terre-Neuve-et-Labrador|NS Nova Scotia|\
    NS Nouvelle-Écosse|NT Northwest Territories|NT Territoires du Nord-Ouest|NU Nunavut|ON Ontario|\
    PE Prince Edward Island|PE Île-du-Prince-Édouard|QC Quebec|SK Saskatchewan|YT Yukon";

/// States of Australia.
pub(super) const STATES_AU: &str = "\
ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|\
    SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia";

/// Currencies in use, by ISO 4217.
pub(super) const CURRENCIES: &str = "\
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
    CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
    GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW \
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN \
    NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL \
    SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES \
    VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";
