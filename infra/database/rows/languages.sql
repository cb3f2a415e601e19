-- How languages write amounts, days and times. A region has its language's row, and what is said of the region over it; of symbols,
-- null is the code. Each language has those that follow here, and its own over them.
delete from rekindle.languages;
with common(symbols) as (values (jsonb '{
    "EUR": "€", "USD": "US$", "GBP": "£", "INR": "₹", "JPY": "JP¥", "BRL": "R$", "CAD": "CA$", "AUD": "AU$", "NZD": "NZ$", "HKD": "HK$",
    "MXN": "MX$", "CNY": "CN¥", "KRW": "₩", "VND": "₫", "ILS": "₪", "TWD": "NT$", "XCD": "EC$", "XOF": "F\u202fCFA", "XAF": "FCFA"}')),
written(tag, facts) as (values
  ('en', jsonb '{
    "decimal_mark": ".", "group_mark": ",", "has_lakhs": false, "ungrouped_digits": 3,
    "amount": "{symbol}{number}", "negative_amount": "-{symbol}{number}", "symbols": {"USD": "$", "JPY": "¥", "AUD": "A$", "PHP": "₱"},
    "months": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    "weekdays": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "day": "{day} {month} {year}", "weekday_day": "{weekday}, {day} {month} {year}", "sentence_day": "on {weekday} {day} {month}",
    "today": "today", "tomorrow": "tomorrow", "clock": "HH24:MI", "moment": "{day} at {time}, {zone}", "place_time": "{place} time",
    "hours": ["hour", "hours"], "minutes": ["minute", "minutes"]}'),
  ('en-us', '{
    "day": "{month} {day}, {year}", "weekday_day": "{weekday}, {month} {day}, {year}", "sentence_day": "on {weekday}, {month} {day}",
    "clock": "FMHH12:MI", "day_halves": ["AM", "PM"]}'),
  ('en-ca', '{
    "symbols": {"USD": "US$", "JPY": "JP¥", "CAD": "$"},
    "day": "{month} {day}, {year}", "weekday_day": "{weekday}, {month} {day}, {year}", "sentence_day": "on {weekday}, {month} {day}",
    "clock": "FMHH12:MI", "day_halves": ["a.m.", "p.m."]}'),
  ('en-gb', '{"symbols": {"USD": "US$", "JPY": "JP¥"}}'),
  ('en-in', '{"has_lakhs": true, "symbols": {"JPY": "JP¥"}, "clock": "FMHH12:MI", "day_halves": ["am", "pm"]}'),
  ('de', '{
    "decimal_mark": ",", "group_mark": ".", "has_lakhs": false, "ungrouped_digits": 3,
    "amount": "{number}\u00a0{symbol}", "negative_amount": "-{number}\u00a0{symbol}", "symbols": {"USD": "$", "JPY": "¥", "THB": "฿"},
    "months": ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    "weekdays": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "day": "{day}. {month} {year}", "weekday_day": "{weekday}, {day}. {month} {year}", "sentence_day": "am {weekday}, {day}. {month}",
    "today": "heute", "tomorrow": "morgen", "clock": "HH24:MI", "moment": "{day} um {time} Uhr, {zone}", "place_time": "Ortszeit {place}",
    "hours": ["Stunde", "Stunden"], "minutes": ["Minute", "Minuten"]}'),
  ('de-at', '{
    "amount": "{symbol}\u00a0{number}", "negative_amount": "-{symbol}\u00a0{number}",
    "months": ["Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]}'),
  ('de-ch', '{
    "decimal_mark": ".", "group_mark": "''", "amount": "{symbol}\u00a0{number}", "negative_amount": "{symbol}-{number}",
    "symbols": {"EUR": null}}'),
  ('fr', '{
    "decimal_mark": ",", "group_mark": "\u202f", "has_lakhs": false, "ungrouped_digits": 3,
    "amount": "{number}\u00a0{symbol}", "negative_amount": "-{number}\u00a0{symbol}",
    "symbols": {"USD": "$US", "GBP": "£GB", "JPY": null, "CAD": "$CA", "AUD": "$AU", "NZD": "$NZ", "SGD": "$SG", "HKD": null,
                "MXN": "$MX", "CNY": null, "TWD": null},
    "months": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    "weekdays": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "day": "{day} {month} {year}", "weekday_day": "{weekday} {day} {month} {year}", "sentence_day": "le {weekday} {day} {month}",
    "today": "aujourd’hui", "tomorrow": "demain", "clock": "HH24:MI", "moment": "{day} à {time}, {zone}", "place_time": "heure de {place}",
    "hours": ["heure", "heures"], "minutes": ["minute", "minutes"]}'),
  ('fr-ca', '{
    "group_mark": "\u00a0", "clock": "HH24 \"h\" MI",
    "symbols": {"USD": "$\u00a0US", "GBP": "£", "INR": null, "JPY": "¥", "CAD": "$", "AUD": "$\u00a0AU", "NZD": "$\u00a0NZ", "SGD": "$\u00a0SG",
                "HKD": "$\u00a0HK", "MXN": null, "CNY": "CN¥", "KRW": null, "VND": null, "ILS": null, "XOF": null, "XAF": null}}'),
  ('fr-ch', '{"decimal_mark": ".", "weekday_day": "{weekday}, {day} {month} {year}"}'),
  ('es', '{
    "decimal_mark": ",", "group_mark": ".", "has_lakhs": false, "ungrouped_digits": 4,
    "amount": "{number}\u00a0{symbol}", "negative_amount": "-{number}\u00a0{symbol}",
    "symbols": {"GBP": null, "INR": null, "JPY": null, "BRL": null, "CAD": null, "AUD": null, "NZD": null, "HKD": null, "MXN": null,
                "CNY": null, "KRW": null, "ILS": null, "TWD": null, "XCD": null, "XOF": null, "XAF": null, "THB": "฿"},
    "months": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    "weekdays": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "day": "{day} de {month} de {year}", "weekday_day": "{weekday}, {day} de {month} de {year}",
    "sentence_day": "el {weekday}, {day} de {month}",
    "today": "hoy", "tomorrow": "mañana", "clock": "FMHH24:MI", "moment": "{day} a las {time}, {zone}", "place_time": "hora de {place}",
    "hours": ["hora", "horas"], "minutes": ["minuto", "minutos"]}'),
  ('es-mx', '{
    "decimal_mark": ".", "group_mark": ",", "ungrouped_digits": 3, "amount": "{symbol}{number}", "negative_amount": "-{symbol}{number}",
    "symbols": {"EUR": null, "USD": null, "MXN": "$", "VND": null, "THB": null}, "clock": "FMHH12:MI", "day_halves": ["a.m.", "p.m."]}'),
  ('it', '{
    "decimal_mark": ",", "group_mark": ".", "has_lakhs": false, "ungrouped_digits": 4,
    "amount": "{number}\u00a0{symbol}", "negative_amount": "-{number}\u00a0{symbol}",
    "symbols": {"USD": null, "INR": null, "JPY": null, "BRL": null, "AUD": "A$", "HKD": null, "MXN": null, "KRW": null, "VND": null,
                "TWD": null, "THB": "฿", "PHP": "₱"},
    "months": ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
               "dicembre"],
    "weekdays": ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    "day": "{day} {month} {year}", "weekday_day": "{weekday} {day} {month} {year}", "sentence_day": "{weekday} {day} {month}",
    "today": "oggi", "tomorrow": "domani", "clock": "HH24:MI", "moment": "{day} alle ore {time}, {zone}", "place_time": "ora di {place}",
    "hours": ["ora", "ore"], "minutes": ["minuto", "minuti"]}'),
  ('pt', '{
    "decimal_mark": ",", "group_mark": ".", "has_lakhs": false, "ungrouped_digits": 3,
    "amount": "{symbol}\u00a0{number}", "negative_amount": "-{symbol}\u00a0{number}", "symbols": {"THB": "฿"},
    "months": ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
    "weekdays": ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
    "day": "{day} de {month} de {year}", "weekday_day": "{weekday}, {day} de {month} de {year}",
    "sentence_day": "{weekday}, {day} de {month}",
    "today": "hoje", "tomorrow": "amanhã", "clock": "HH24:MI", "moment": "{day} às {time}, {zone}", "place_time": "horário de {place}",
    "hours": ["hora", "horas"], "minutes": ["minuto", "minutos"]}'),
  ('pt-pt', '{
    "group_mark": "\u00a0", "ungrouped_digits": 4, "amount": "{number}\u00a0{symbol}", "negative_amount": "-{number}\u00a0{symbol}",
    "place_time": "hora de {place}"}'),
  ('nl', '{
    "decimal_mark": ",", "group_mark": ".", "has_lakhs": false, "ungrouped_digits": 3,
    "amount": "{symbol}\u00a0{number}", "negative_amount": "{symbol}\u00a0-{number}", "symbols": {"CAD": "C$", "THB": "฿"},
    "months": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    "weekdays": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "day": "{day} {month} {year}", "weekday_day": "{weekday} {day} {month} {year}", "sentence_day": "op {weekday} {day} {month}",
    "today": "vandaag", "tomorrow": "morgen", "clock": "HH24:MI", "moment": "{day} om {time}, {zone}", "place_time": "tijd van {place}",
    "hours": ["uur", "uur"], "minutes": ["minuut", "minuten"]}'),
  ('hi', '{
    "decimal_mark": ".", "group_mark": ",", "has_lakhs": true, "ungrouped_digits": 3,
    "amount": "{symbol}{number}", "negative_amount": "-{symbol}{number}", "symbols": {"USD": "$", "AUD": "A$", "THB": "฿"},
    "months": ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"],
    "weekdays": ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"],
    "day": "{day} {month} {year}", "weekday_day": "{weekday}, {day} {month} {year}", "sentence_day": "{weekday}, {day} {month} को",
    "today": "आज", "tomorrow": "कल", "clock": "FMHH12:MI", "day_halves": ["am", "pm"], "moment": "{day} को {time} बजे, {zone}",
    "place_time": "{place} समय", "hours": ["घंटा", "घंटे"], "minutes": ["मिनट", "मिनट"]}'),
  ('ja', '{
    "decimal_mark": ".", "group_mark": ",", "has_lakhs": false, "ungrouped_digits": 3,
    "amount": "{symbol}{number}", "negative_amount": "-{symbol}{number}", "symbols": {"USD": "$", "JPY": "￥", "AUD": "A$", "CNY": "元"},
    "months": ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
    "weekdays": ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"],
    "day": "{year}年{month}{day}日", "weekday_day": "{year}年{month}{day}日{weekday}", "sentence_day": "{month}{day}日{weekday}に",
    "today": "今日", "tomorrow": "明日", "clock": "FMHH24:MI", "moment": "{day} {time}（{zone}）", "place_time": "{place}時間",
    "hours": ["時間", "時間"], "minutes": ["分", "分"]}'),
  ('pl', '{
    "decimal_mark": ",", "group_mark": "\u00a0", "has_lakhs": false, "ungrouped_digits": 4,
    "amount": "{number}\u00a0{symbol}", "negative_amount": "-{number}\u00a0{symbol}",
    "symbols": {"PLN": "zł", "USD": null, "GBP": null, "INR": null, "JPY": null, "CAD": null, "AUD": null, "NZD": null, "HKD": null,
                "MXN": null, "CNY": null, "KRW": null, "VND": null, "ILS": null, "TWD": null},
    "months": ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada",
               "grudnia"],
    "weekdays": ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
    "day": "{day} {month} {year}", "weekday_day": "{weekday}, {day} {month} {year}", "sentence_day": "{weekday}, {day} {month}",
    "today": "dziś", "tomorrow": "jutro", "clock": "HH24:MI", "moment": "{day}, {time}, {zone}", "place_time": "czas: {place}",
    "hours": ["godzina", "godziny", "godzin"], "minutes": ["minuta", "minuty", "minut"]}'),
  ('sv', '{
    "decimal_mark": ",", "group_mark": "\u00a0", "has_lakhs": false, "ungrouped_digits": 3,
    "amount": "{number}\u00a0{symbol}", "negative_amount": "−{number}\u00a0{symbol}",
    "symbols": {"SEK": "kr", "NOK": "Nkr", "DKK": "Dkr", "ISK": "Ikr", "GBP": null, "INR": null, "JPY": null, "BRL": "BR$", "AUD": null,
                "NZD": null, "HKD": null, "CNY": null, "KRW": null, "VND": null, "TWD": null},
    "months": ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
    "weekdays": ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    "day": "{day} {month} {year}", "weekday_day": "{weekday} {day} {month} {year}", "sentence_day": "{weekday} {day} {month}",
    "today": "idag", "tomorrow": "imorgon", "clock": "HH24:MI", "moment": "{day} kl. {time}, {zone}", "place_time": "tid i {place}",
    "hours": ["timme", "timmar"], "minutes": ["minut", "minuter"]}')),
whole(tag, facts) as (
  select w.tag, coalesce(l.facts, '{}') || w.facts
                || jsonb_build_object('symbols', c.symbols || coalesce(l.facts -> 'symbols', '{}') || coalesce(w.facts -> 'symbols', '{}'))
    from written w cross join common c left join written l on w.tag like l.tag || '-%')
insert into rekindle.languages
select r.* from whole w
 cross join lateral jsonb_populate_record(null::rekindle.languages, w.facts || jsonb_build_object('tag', w.tag)) r;
