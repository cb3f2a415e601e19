"""How Chromium's ICU writes amounts and days: `icu.py TESTKIT QUESTION`; every locale with every currency and every amount, every
locale with every moment, every locale with every count."""
import json, sys

sys.path.insert(0, sys.argv[1])
from browser import drive

ANSWER = """(({locales, currencies, amounts, moments, counts}) => {
  const money = [], days = [], spans = [];
  for (const locale of locales) {
    for (const [currency, digits] of currencies) {
      const form = new Intl.NumberFormat(
        locale, {style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits});
      for (const amount of amounts) money.push(form.format(amount));
    }
    const calendar = locale == "en" ? "en-GB" : locale;
    const forms = [{dateStyle: "long"}, {dateStyle: "full"}, {timeStyle: "short"}, {day: "numeric", month: "long"}]
      .map(style => new Intl.DateTimeFormat(calendar, {...style, timeZone: "Asia/Kolkata"}));
    for (const moment of moments) days.push(...forms.map(form => form.format(new Date(moment))));
    for (const unit of ["hour", "minute"]) {
      const form = new Intl.NumberFormat(locale, {style: "unit", unit, unitDisplay: "long"});
      for (const count of counts) spans.push(form.format(count));
    }
  }
  return {money, days, spans};
})(%s)"""

drive(lambda browser: browser.value(ANSWER % sys.argv[2]), 1200)
