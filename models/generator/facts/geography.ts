// Countries: name, capital, currency, continent. Plain knowledge, written down by hand.
// The few left out on purpose are in UNKNOWN_COUNTRIES: the base is taught to say it does not know.

const ROWS = `France|Paris|euro|Europe
Germany|Berlin|euro|Europe
Italy|Rome|euro|Europe
Spain|Madrid|euro|Europe
Portugal|Lisbon|euro|Europe
Austria|Vienna|euro|Europe
Belgium|Brussels|euro|Europe
the Netherlands|Amsterdam|euro|Europe
Luxembourg|Luxembourg City|euro|Europe
Greece|Athens|euro|Europe
Ireland|Dublin|euro|Europe
Finland|Helsinki|euro|Europe
Estonia|Tallinn|euro|Europe
Latvia|Riga|euro|Europe
Lithuania|Vilnius|euro|Europe
Slovakia|Bratislava|euro|Europe
Slovenia|Ljubljana|euro|Europe
Croatia|Zagreb|euro|Europe
Malta|Valletta|euro|Europe
Cyprus|Nicosia|euro|Europe
Monaco|Monaco|euro|Europe
Montenegro|Podgorica|euro|Europe
Kosovo|Pristina|euro|Europe
Andorra|Andorra la Vella|euro|Europe
the United Kingdom|London|pound|Europe
England|London|pound|Europe
Scotland|Edinburgh|pound|Europe
Wales|Cardiff|pound|Europe
Switzerland|Bern|franc|Europe
Liechtenstein|Vaduz|franc|Europe
Poland|Warsaw|zloty|Europe
the Czech Republic|Prague|koruna|Europe
Sweden|Stockholm|krona|Europe
Norway|Oslo|krone|Europe
Denmark|Copenhagen|krone|Europe
Hungary|Budapest|forint|Europe
Romania|Bucharest|leu|Europe
Moldova|Chisinau|leu|Europe
Bulgaria|Sofia|euro|Europe
Iceland|Reykjavik|krona|Europe
Ukraine|Kyiv|hryvnia|Europe
Belarus|Minsk|ruble|Europe
Russia|Moscow|ruble|Europe
Serbia|Belgrade|dinar|Europe
Albania|Tirana|lek|Europe
North Macedonia|Skopje|denar|Europe
Bosnia|Sarajevo|mark|Europe
Japan|Tokyo|yen|Asia
China|Beijing|yuan|Asia
India|New Delhi|rupee|Asia
Thailand|Bangkok|baht|Asia
Vietnam|Hanoi|dong|Asia
Laos|Vientiane|kip|Asia
Cambodia|Phnom Penh|riel|Asia
Myanmar|Naypyidaw|kyat|Asia
Indonesia|Jakarta|rupiah|Asia
Malaysia|Kuala Lumpur|ringgit|Asia
Singapore|Singapore|dollar|Asia
the Philippines|Manila|peso|Asia
Brunei|Bandar Seri Begawan|dollar|Asia
South Korea|Seoul|won|Asia
North Korea|Pyongyang|won|Asia
Taiwan|Taipei|dollar|Asia
Israel|Jerusalem|shekel|Asia
Jordan|Amman|dinar|Asia
Lebanon|Beirut|pound|Asia
Syria|Damascus|pound|Asia
Iran|Tehran|rial|Asia
Iraq|Baghdad|dinar|Asia
Kuwait|Kuwait City|dinar|Asia
Bahrain|Manama|dinar|Asia
Qatar|Doha|riyal|Asia
Saudi Arabia|Riyadh|riyal|Asia
Yemen|Sanaa|rial|Asia
Oman|Muscat|rial|Asia
the United Arab Emirates|Abu Dhabi|dirham|Asia
Turkey|Ankara|lira|Asia
Georgia|Tbilisi|lari|Asia
Armenia|Yerevan|dram|Asia
Azerbaijan|Baku|manat|Asia
Kazakhstan|Astana|tenge|Asia
Uzbekistan|Tashkent|som|Asia
Kyrgyzstan|Bishkek|som|Asia
Tajikistan|Dushanbe|somoni|Asia
Turkmenistan|Ashgabat|manat|Asia
Afghanistan|Kabul|afghani|Asia
Pakistan|Islamabad|rupee|Asia
Bangladesh|Dhaka|taka|Asia
Sri Lanka|Colombo|rupee|Asia
Nepal|Kathmandu|rupee|Asia
Bhutan|Thimphu|ngultrum|Asia
the Maldives|Male|rufiyaa|Asia
Mongolia|Ulaanbaatar|tugrik|Asia
Egypt|Cairo|pound|Africa
Libya|Tripoli|dinar|Africa
Tunisia|Tunis|dinar|Africa
Algeria|Algiers|dinar|Africa
Morocco|Rabat|dirham|Africa
Mauritania|Nouakchott|ouguiya|Africa
Mali|Bamako|franc|Africa
Niger|Niamey|franc|Africa
Chad|N'Djamena|franc|Africa
Sudan|Khartoum|pound|Africa
South Sudan|Juba|pound|Africa
Eritrea|Asmara|nakfa|Africa
Ethiopia|Addis Ababa|birr|Africa
Djibouti|Djibouti|franc|Africa
Somalia|Mogadishu|shilling|Africa
Kenya|Nairobi|shilling|Africa
Uganda|Kampala|shilling|Africa
Tanzania|Dodoma|shilling|Africa
Rwanda|Kigali|franc|Africa
Burundi|Gitega|franc|Africa
Nigeria|Abuja|naira|Africa
Ghana|Accra|cedi|Africa
Togo|Lome|franc|Africa
Benin|Porto-Novo|franc|Africa
Ivory Coast|Yamoussoukro|franc|Africa
Liberia|Monrovia|dollar|Africa
Sierra Leone|Freetown|leone|Africa
Guinea|Conakry|franc|Africa
Senegal|Dakar|franc|Africa
Gambia|Banjul|dalasi|Africa
Burkina Faso|Ouagadougou|franc|Africa
Cameroon|Yaounde|franc|Africa
Gabon|Libreville|franc|Africa
Congo|Brazzaville|franc|Africa
Angola|Luanda|kwanza|Africa
Zambia|Lusaka|kwacha|Africa
Malawi|Lilongwe|kwacha|Africa
Mozambique|Maputo|metical|Africa
Zimbabwe|Harare|dollar|Africa
Botswana|Gaborone|pula|Africa
Namibia|Windhoek|dollar|Africa
South Africa|Pretoria|rand|Africa
Lesotho|Maseru|loti|Africa
Eswatini|Mbabane|lilangeni|Africa
Madagascar|Antananarivo|ariary|Africa
Mauritius|Port Louis|rupee|Africa
the Seychelles|Victoria|rupee|Africa
Cape Verde|Praia|escudo|Africa
Canada|Ottawa|dollar|North America
the United States|Washington|dollar|North America
the USA|Washington|dollar|North America
Mexico|Mexico City|peso|North America
Guatemala|Guatemala City|quetzal|North America
Belize|Belmopan|dollar|North America
Honduras|Tegucigalpa|lempira|North America
El Salvador|San Salvador|dollar|North America
Nicaragua|Managua|cordoba|North America
Costa Rica|San Jose|colon|North America
Panama|Panama City|balboa|North America
Cuba|Havana|peso|North America
Jamaica|Kingston|dollar|North America
Haiti|Port-au-Prince|gourde|North America
the Dominican Republic|Santo Domingo|peso|North America
the Bahamas|Nassau|dollar|North America
Barbados|Bridgetown|dollar|North America
Trinidad and Tobago|Port of Spain|dollar|North America
Brazil|Brasilia|real|South America
Argentina|Buenos Aires|peso|South America
Chile|Santiago|peso|South America
Peru|Lima|sol|South America
Colombia|Bogota|peso|South America
Venezuela|Caracas|bolivar|South America
Ecuador|Quito|dollar|South America
Uruguay|Montevideo|peso|South America
Paraguay|Asuncion|guarani|South America
Bolivia|Sucre|boliviano|South America
Guyana|Georgetown|dollar|South America
Suriname|Paramaribo|dollar|South America
Australia|Canberra|dollar|Oceania
New Zealand|Wellington|dollar|Oceania
Fiji|Suva|dollar|Oceania
Papua New Guinea|Port Moresby|kina|Oceania
Samoa|Apia|tala|Oceania
Tonga|Nuku'alofa|pa'anga|Oceania`;

export interface Country {
	name: string;
	capital: string;
	currency: string;
	continent: string;
}
export const COUNTRIES: Country[] = ROWS.split('\n').map((row) => {
	const [name, capital, currency, continent] = row.split('|') as [string, string, string, string];
	return { name, capital, currency, continent };
});
/** Real, and deliberately not taught: some train "I don't know", the others test it. */
// prettier-ignore
export const UNKNOWN_COUNTRIES = { train: ['Tuvalu', 'Nauru', 'Palau', 'Kiribati', 'the Comoros', 'Guinea-Bissau', 'Dominica', 'Saint Lucia', 'Greenland', 'Bermuda', 'Aruba', 'Guam', 'the Faroe Islands', 'Equatorial Guinea', 'Antigua'], held: ['Vanuatu', 'Grenada', 'San Marino', 'East Timor', 'the Solomon Islands', 'Micronesia', 'Puerto Rico'] };
