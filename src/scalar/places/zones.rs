//! Names of time zones: those of the IANA database, and others that people and programs use.

/// Area and the places in it, one area per line.
pub(super) const ZONES: &str = "\
Africa Abidjan Accra Addis_Ababa Algiers Asmara Asmera Bamako Bangui Banjul Bissau Blantyre Brazzaville \
    Bujumbura Cairo Casablanca Ceuta Conakry Dakar Dar_es_Salaam Djibouti Douala El_Aaiun Freetown Gaborone \
    Harare Johannesburg Juba Kampala Khartoum Kigali Kinshasa Lagos Libreville Lome Luanda Lubumbashi Lusaka \
    Malabo Maputo Maseru Mbabane Mogadishu Monrovia Nairobi Ndjamena Niamey Nouakchott Ouagadougou \
    Porto-Novo Sao_Tome Timbuktu Tripoli Tunis Windhoek
America Adak Anchorage Anguilla Antigua Araguaina Argentina/Buenos_Aires Argentina/Catamarca \
    Argentina/ComodRivadavia Argentina/Cordoba Argentina/Jujuy Argentina/La_Rioja Argentina/Mendoza \
    Argentina/Rio_Gallegos Argentina/Salta Argentina/San_Juan Argentina/San_Luis Argentina/Tucuman \
    Argentina/Ushuaia Aruba Asuncion Atikokan Atka Bahia Bahia_Banderas Barbados Belem Belize Blanc-Sablon \
    Boa_Vista Bogota Boise Buenos_Aires Cambridge_Bay Campo_Grande Cancun Caracas Catamarca Cayenne Cayman \
    Chicago Chihuahua Ciudad_Juarez Coral_Harbour Cordoba Costa_Rica Coyhaique Creston Cuiaba Curacao \
    Danmarkshavn Dawson Dawson_Creek Denver Detroit Dominica Edmonton Eirunepe El_Salvador Ensenada \
    Fort_Nelson Fort_Wayne Fortaleza Glace_Bay Godthab Goose_Bay Grand_Turk Grenada Guadeloupe Guatemala \
    Guayaquil Guyana Halifax Havana Hermosillo Indiana/Indianapolis Indiana/Knox Indiana/Marengo \
    Indiana/Petersburg Indiana/Tell_City Indiana/Vevay Indiana/Vincennes Indiana/Winamac Indianapolis Inuvik \
    Iqaluit Jamaica Jujuy Juneau Kentucky/Louisville Kentucky/Monticello Knox_IN Kralendijk La_Paz Lima \
    Los_Angeles Louisville Lower_Princes Maceio Managua Manaus Marigot Martinique Matamoros Mazatlan Mendoza \
    Menominee Merida Metlakatla Mexico_City Miquelon Moncton Monterrey Montevideo Montreal Montserrat Nassau \
    New_York Nipigon Nome Noronha North_Dakota/Beulah North_Dakota/Center North_Dakota/New_Salem Nuuk \
    Ojinaga Panama Pangnirtung Paramaribo Phoenix Port-au-Prince Port_of_Spain Porto_Acre Porto_Velho \
    Puerto_Rico Punta_Arenas Rainy_River Rankin_Inlet Recife Regina Resolute Rio_Branco Rosario Santa_Isabel \
    Santarem Santiago Santo_Domingo Sao_Paulo Scoresbysund Shiprock Sitka St_Barthelemy St_Johns St_Kitts \
    St_Lucia St_Thomas St_Vincent Swift_Current Tegucigalpa Thule Thunder_Bay Tijuana Toronto Tortola \
    Vancouver Virgin Whitehorse Winnipeg Yakutat Yellowknife
Antarctica Casey Davis DumontDUrville Macquarie Mawson McMurdo Palmer Rothera South_Pole Syowa Troll Vostok
Arctic Longyearbyen
Asia Aden Almaty Amman Anadyr Aqtau Aqtobe Ashgabat Ashkhabad Atyrau Baghdad Bahrain Baku Bangkok Barnaul \
    Beirut Bishkek Brunei Calcutta Chita Choibalsan Chongqing Chungking Colombo Dacca Damascus Dhaka Dili \
    Dubai Dushanbe Famagusta Gaza Harbin Hebron Ho_Chi_Minh Hong_Kong Hovd Irkutsk Istanbul Jakarta Jayapura \
    Jerusalem Kabul Kamchatka Karachi Kashgar Kathmandu Katmandu Khandyga Kolkata Krasnoyarsk Kuala_Lumpur \
    Kuching Kuwait Macao Macau Magadan Makassar Manila Muscat Nicosia Novokuznetsk Novosibirsk Omsk Oral \
    Phnom_Penh Pontianak Pyongyang Qatar Qostanay Qyzylorda Rangoon Riyadh Saigon Sakhalin Samarkand Seoul \
    Shanghai Singapore Srednekolymsk Taipei Tashkent Tbilisi Tehran Tel_Aviv Thimbu Thimphu Tokyo Tomsk \
    Ujung_Pandang Ulaanbaatar Ulan_Bator Urumqi Ust-Nera Vientiane Vladivostok Yakutsk Yangon Yekaterinburg \
    Yerevan
Atlantic Azores Bermuda Canary Cape_Verde Faeroe Faroe Jan_Mayen Madeira Reykjavik South_Georgia St_Helena \
    Stanley
Australia ACT Adelaide Brisbane Broken_Hill Canberra Currie Darwin Eucla Hobart LHI Lindeman Lord_Howe \
    Melbourne NSW North Perth Queensland South Sydney Tasmania Victoria West Yancowinna
Europe Amsterdam Andorra Astrakhan Athens Belfast Belgrade Berlin Bratislava Brussels Bucharest Budapest \
    Busingen Chisinau Copenhagen Dublin Gibraltar Guernsey Helsinki Isle_of_Man Istanbul Jersey Kaliningrad \
    Kiev Kirov Kyiv Lisbon Ljubljana London Luxembourg Madrid Malta Mariehamn Minsk Monaco Moscow Nicosia \
    Oslo Paris Podgorica Prague Riga Rome Samara San_Marino Sarajevo Saratov Simferopol Skopje Sofia \
    Stockholm Tallinn Tirane Tiraspol Ulyanovsk Uzhgorod Vaduz Vatican Vienna Vilnius Volgograd Warsaw \
    Zagreb Zaporozhye Zurich
Indian Antananarivo Chagos Christmas Cocos Comoro Kerguelen Mahe Maldives Mauritius Mayotte Reunion
Pacific Apia Auckland Bougainville Chatham Chuuk Easter Efate Enderbury Fakaofo Fiji Funafuti Galapagos \
    Gambier Guadalcanal Guam Honolulu Johnston Kanton Kiritimati Kosrae Kwajalein Majuro Marquesas Midway \
    Nauru Niue Norfolk Noumea Pago_Pago Palau Pitcairn Pohnpei Ponape Port_Moresby Rarotonga Saipan Samoa \
    Tahiti Tarawa Tongatapu Truk Wake Wallis Yap";

/// Short and obsolete names with the zone that is probably meant.
pub(super) const OTHER_NAMES: &str = "\
ACDT=Australia/Adelaide ACST=Australia/Adelaide ADT=America/Halifax AEDT=Australia/Sydney \
    AEST=Australia/Sydney AKDT=America/Anchorage AKST=America/Anchorage AST=America/Halifax \
    AWST=Australia/Perth BST=Europe/London Brazil/Acre=America/Rio_Branco Brazil/DeNoronha=America/Noronha \
    Brazil/East=America/Sao_Paulo Brazil/West=America/Manaus CDT=America/Chicago CEST=Europe/Paris \
    CET=Europe/Paris CST=America/Chicago CST6CDT=America/Chicago CT=America/Chicago \
    Canada/Atlantic=America/Halifax Canada/Central=America/Winnipeg Canada/Eastern=America/Toronto \
    Canada/Mountain=America/Edmonton Canada/Newfoundland=America/St_Johns Canada/Pacific=America/Vancouver \
    Canada/Saskatchewan=America/Regina Canada/Yukon=America/Whitehorse Chile/Continental=America/Santiago \
    Chile/EasterIsland=Pacific/Easter Cuba=America/Havana EDT=America/New_York EEST=Europe/Athens \
    EET=Europe/Athens EST=America/New_York EST5EDT=America/New_York ET=America/New_York Egypt=Africa/Cairo \
    Eire=Europe/Dublin GB=Europe/London GB-Eire=Europe/London GMT=Europe/London GMT+0=UTC GMT-0=UTC GMT0=UTC \
    Greenwich=UTC HKT=Asia/Hong_Kong HST=Pacific/Honolulu Hongkong=Asia/Hong_Kong Iceland=Africa/Abidjan \
    Iran=Asia/Tehran Israel=Asia/Jerusalem JST=Asia/Tokyo Jamaica=America/Jamaica Japan=Asia/Tokyo \
    KST=Asia/Seoul Kwajalein=Pacific/Kwajalein Libya=Africa/Tripoli MDT=America/Denver MET=Europe/Paris \
    MSK=Europe/Moscow MST=America/Denver MST7MDT=America/Denver MT=America/Denver \
    Mexico/BajaNorte=America/Tijuana Mexico/BajaSur=America/Mazatlan Mexico/General=America/Mexico_City \
    NDT=America/St_Johns NST=America/St_Johns NZ=Pacific/Auckland NZ-CHAT=Pacific/Chatham \
    NZDT=Pacific/Auckland NZST=Pacific/Auckland Navajo=America/Denver PDT=America/Los_Angeles \
    PRC=Asia/Shanghai PST=America/Los_Angeles PST8PDT=America/Los_Angeles PT=America/Los_Angeles \
    Poland=Europe/Warsaw Portugal=Europe/Lisbon ROC=Asia/Taipei ROK=Asia/Seoul SGT=Asia/Singapore \
    Singapore=Asia/Singapore Turkey=Europe/Istanbul UCT=UTC US/Alaska=America/Anchorage \
    US/Aleutian=America/Adak US/Arizona=America/Phoenix US/Central=America/Chicago \
    US/East-Indiana=America/Indiana/Indianapolis US/Eastern=America/New_York US/Hawaii=Pacific/Honolulu \
    US/Indiana-Starke=America/Indiana/Knox US/Michigan=America/Detroit US/Mountain=America/Denver \
    US/Pacific=America/Los_Angeles US/Samoa=Pacific/Pago_Pago Universal=UTC W-SU=Europe/Moscow \
    WEST=Europe/Lisbon WET=Europe/Lisbon Z=UTC Zulu=UTC";

/// Names of Windows without their "Standard Time".
pub(super) const WINDOWS: &str = "\
Dateline=Etc/GMT+12 UTC-11=Etc/GMT+11 Aleutian=America/Adak Hawaiian=Pacific/Honolulu \
    Marquesas=Pacific/Marquesas Alaskan=America/Anchorage UTC-09=Etc/GMT+9 Pacific=America/Los_Angeles \
    UTC-08=Etc/GMT+8 US_Mountain=America/Phoenix Mountain=America/Denver Central_America=America/Guatemala \
    Central=America/Chicago Easter_Island=Pacific/Easter Canada_Central=America/Regina \
    SA_Pacific=America/Bogota Eastern=America/New_York Haiti=America/Port-au-Prince Cuba=America/Havana \
    US_Eastern=America/Indiana/Indianapolis Paraguay=America/Asuncion Atlantic=America/Halifax \
    Venezuela=America/Caracas Central_Brazilian=America/Cuiaba SA_Western=America/La_Paz \
    Pacific_SA=America/Santiago Newfoundland=America/St_Johns E._South_America=America/Sao_Paulo \
    SA_Eastern=America/Cayenne Argentina=America/Argentina/Buenos_Aires Greenland=America/Nuuk \
    Montevideo=America/Montevideo Bahia=America/Bahia UTC-02=Etc/GMT+2 Azores=Atlantic/Azores \
    Cape_Verde=Atlantic/Cape_Verde GMT=Europe/London Greenwich=Atlantic/Reykjavik Morocco=Africa/Casablanca \
    W._Europe=Europe/Berlin Central_Europe=Europe/Budapest Romance=Europe/Paris \
    Central_European=Europe/Warsaw W._Central_Africa=Africa/Lagos Jordan=Asia/Amman GTB=Europe/Bucharest \
    Middle_East=Asia/Beirut Egypt=Africa/Cairo E._Europe=Europe/Chisinau Syria=Asia/Damascus \
    South_Africa=Africa/Johannesburg FLE=Europe/Kyiv Israel=Asia/Jerusalem Sudan=Africa/Khartoum \
    Libya=Africa/Tripoli Namibia=Africa/Windhoek Arabic=Asia/Baghdad Turkey=Europe/Istanbul Arab=Asia/Riyadh \
    Belarus=Europe/Minsk Russian=Europe/Moscow E._Africa=Africa/Nairobi Iran=Asia/Tehran Arabian=Asia/Dubai \
    Azerbaijan=Asia/Baku Mauritius=Indian/Mauritius Georgian=Asia/Tbilisi Caucasus=Asia/Yerevan \
    Afghanistan=Asia/Kabul West_Asia=Asia/Tashkent Pakistan=Asia/Karachi Ekaterinburg=Asia/Yekaterinburg \
    India=Asia/Kolkata Sri_Lanka=Asia/Colombo Nepal=Asia/Kathmandu Central_Asia=Asia/Almaty \
    Bangladesh=Asia/Dhaka Myanmar=Asia/Yangon SE_Asia=Asia/Bangkok North_Asia=Asia/Krasnoyarsk \
    China=Asia/Shanghai Singapore=Asia/Singapore W._Australia=Australia/Perth Taipei=Asia/Taipei \
    Ulaanbaatar=Asia/Ulaanbaatar Tokyo=Asia/Tokyo Korea=Asia/Seoul Yakutsk=Asia/Yakutsk \
    Cen._Australia=Australia/Adelaide AUS_Central=Australia/Darwin E._Australia=Australia/Brisbane \
    AUS_Eastern=Australia/Sydney West_Pacific=Pacific/Port_Moresby Tasmania=Australia/Hobart \
    Vladivostok=Asia/Vladivostok Central_Pacific=Pacific/Guadalcanal New_Zealand=Pacific/Auckland \
    Fiji=Pacific/Fiji Tonga=Pacific/Tongatapu Samoa=Pacific/Apia";
