import Campaigns
import Domain
import Foundation
import JSON
import Rendering
import Testing

/// What an author may get wrong, file by file.
extension CampaignCheckTests {
  static let yaml = "campaign.yaml"
  static let email = "messages/hello.email.md"
  static let sms = "messages/text.sms.md"

  static let campaignFile = [
    Break(yaml, "title: Mini", "titel: Mini", "campaign.yaml:2: the key titel is unknown, did you mean title?"),
    Break(yaml, "title: Mini", "titel: Mini", "campaign.yaml:1: the key title is missing"),
    Break(yaml, "class: marketing", "class: marketng", "campaign.yaml:3: 'marketng' is not one of"),
    Break(yaml, "class: marketing", "class: marketng", "did you mean marketing?"),
    Break(yaml, "name: mini", "name: maxi", "campaign.yaml:1: the name maxi must be the folder's name, mini"),
    Break(
      yaml, "topic: course", "topic: course\ntopic: course",
      "campaign.yaml:5: the key topic stands twice, first in line 4"),
    Break(yaml, "after: 1 hour", "after: 1 fortnight", "campaign.yaml:8: '1 fortnight' is not a span such as '1 hour'"),
    Break(yaml, "after: 1 hour", "rollout: 120%", "campaign.yaml:8: '120%' is not a share"),
    Break(yaml, "after: 1 hour", "rollout: 0%", "campaign.yaml:8: with a rollout of 0% nobody can ever enter"),
    Break(yaml, "lookback_days: 30", "lookback_days: 2", "lookback_days is less than inactive_days"),
    Break(yaml, "08:00-20:00", "20:00-08:00", "campaign.yaml:12: '20:00-08:00' is not a window"),
    Break(yaml, "08:00-20:00", "8-20", "campaign.yaml:12: '8-20' is not a window"),
    Break(yaml, "zone: learner", "zone: server", "campaign.yaml:12: 'server' is not 'learner'"),
    Break(yaml, "every: 7 days", "every: 1 minute", "campaign.yaml:15: a cadence under 1 hour is too fast"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    after: 1 day",
      "campaign.yaml:14: a step needs one of every, after, day, before and on"),
    Break(yaml, "channels: [email]", "channels: [emial]", "campaign.yaml:16: 'emial' is not one of"),
    Break(yaml, "2+: again", "3+: again", "campaign.yaml:17: the stage must start at message 2"),
    Break(yaml, "2+: again", "2-4: again", "campaign.yaml:17: the last stage must be open: write 4+"),
    Break(yaml, "2+: again", "two: again", "campaign.yaml:17: 'two' is not a stage"),
    Break(yaml, "class: marketing", "class: &a marketing", "campaign.yaml:3: anchors"),
    Break(yaml, "topic: course", "topic: *a", "campaign.yaml:4: aliases"),
    Break(yaml, "title: Mini", "title: [Mini", "campaign.yaml:"),
    Break(yaml, "reason: You are", "raison: You are", "emails need the key reason"),
    Break(yaml, "topic: course", "topic: course\npriority: 1", "campaign.yaml:5: priority needs exclusive"),
    Break(yaml, "end: {", "goal: { before: 3 days }\nend: {", "campaign.yaml:11: the key within is missing"),
    Break(yaml, "after: 1 hour", "hourly: perhaps", "campaign.yaml:8: 'perhaps' is not true or false"),
    Break(
      yaml, "after: 1 hour", "request: { trial: agents, days: 14, until: has_trial }",
      "the request needs has_trial, and the campaign has no state.sql"),
    Break(
      yaml, "{{course_name}}.", "{{course_nam}}.",
      "campaign.yaml:6: the variable course_nam is not in the sample, did you mean course_name?"),
  ]

  static let timing = [
    Break(
      yaml, "every: 7 days", "before: 1 day",
      "campaign.yaml:15: before needs one moment and a span: before: { starts_at: 1 day }"),
    Break(
      yaml, "every: 7 days", "after: { starts_at: 1 day, ends_at: 1 day }",
      "campaign.yaml:15: after needs one moment and a span"),
    Break(yaml, "every: 7 days", "before: { Start: 1 day }", "campaign.yaml:15: 'Start' is not a column of state.sql"),
    Break(
      yaml, "every: 7 days", "before: { starts_at: soon }", "campaign.yaml:15: 'soon' is not a span such as '1 day'"),
    Break(yaml, "every: 7 days", "on: entre", "campaign.yaml:15: 'entre' is not one of enter, did you mean enter?"),
    Break(yaml, "every: 7 days", "befor: { starts_at: 1 day }", "the key befor is unknown, did you mean before?"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    useful_for: 1 day\n    useful_until: ends_at",
      "campaign.yaml:17: a step has one of useful_for and useful_until"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    useful_until: ends_at",
      "campaign.yaml:14: the step email needs ends_at, and the campaign has no state.sql"),
    Break(yaml, "every: 7 days", "every: 7 days\n    when: has points", "campaign.yaml:16: 'has points' is not a fact"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    when: [a, not a]", "campaign.yaml:16: the fact a stands twice"),
  ]

  static let days = "inactive_days: 3\n  lookback_days: 30"

  static func parameter(_ text: String) -> String { "\(days)\n  parameters:\n    \(text)" }

  static let entries = [
    Break(yaml, "inactive_days: 3\n", "\n", "campaign.yaml:8: the key inactive_days is missing"),
    Break(yaml, "inactive_days", "inactive_day", "the key inactive_day is unknown, did you mean inactive_days?"),
    Break(
      yaml, days, days + "\n  event: lms.quiz.finished", "campaign.yaml:9: a campaign enters by an event or by days"),
    Break(yaml, days, "event: payment.failed", "campaign.yaml:9: 'payment.failed' is not the type of an event"),
    Break(
      yaml, days, parameter("at: { type: intervall, value: 1 day }"), "campaign.yaml:12: 'intervall' is not one of"),
    Break(yaml, days, parameter("at: { type: intervall, value: 1 day }"), "did you mean interval?"),
    Break(yaml, days, parameter("at: { typ: int, value: 1 }"), "campaign.yaml:12: the key typ is unknown"),
    Break(yaml, days, parameter("at: { type: int, value: 1.5 }"), "campaign.yaml:12: '1.5' is not a whole number"),
    Break(yaml, days, parameter("at: { type: int, value: 3000000000 }"), "'3000000000' is not a whole number"),
    Break(yaml, days, parameter("at: { type: numeric, value: 1e5 }"), "campaign.yaml:12: '1e5' is not a number"),
    Break(yaml, days, parameter("at: { type: boolean, value: yes }"), "'yes' is not true or false"),
    Break(yaml, days, parameter("at: { type: interval, value: 2 fortnights }"), "'2 fortnights' is not a span"),
    Break(yaml, days, parameter("As: { type: int, value: 1 }"), "campaign.yaml:12: 'As' is not a name"),
    Break(yaml, days, parameter("as_of: { type: int, value: 1 }"), "as_of has a meaning of its own"),
    Break(
      yaml, days, parameter("cours_id: { type: int, value: 1 }"),
      "campaign.yaml:12: segment.sql does not use the parameter cours_id, did you mean course_id?"),
  ]

  static let steps = [
    Break(
      yaml, "requires: { email: 2 }", "requires: { email: 9 }",
      "campaign.yaml:18: the step sms can never run: it requires 9 email messages"),
    Break(
      yaml, "requires: { email: 2 }", "requires: { sms: 1 }",
      "campaign.yaml:18: the step sms can never run: no other step sends sms"),
    Break(yaml, "{ email: 8 }", "{ email: 1 }", "campaign.yaml:14: the message again is never used"),
    Break(
      yaml, "1: hello", "1: helo",
      "campaign.yaml:14: messages/helo.email.md is missing, did you mean hello?"),
    Break(yaml, "1: hello", "1: helo", "messages/hello.email.md:1: no step uses this message"),
    Break(yaml, "id: sms", "id: email", "campaign.yaml:18: the step email stands twice"),
    Break(yaml, "channels: [sms]", "channels: [sms, email]", "campaign.yaml:18: messages/text.email.md is missing"),
  ]

  static let messages = [
    Break(
      email, "Hello {{first_name}},", "Hello {{firstname}},",
      "hello.email.md:9: the variable firstname is not in the sample, did you mean first_name?"),
    Break(
      email, "value: \"{{points}}\"", "value: \"{{point}}\"",
      "hello.email.md:7: the variable point is not in the sample, did you mean points?"),
    Break(
      email, "when: has_points", "when: has_point", "hello.email.md:7: the variable has_point is not in the sample"),
    Break(
      email, "Team {{brand}}", "Team {{has_points}}",
      "hello.email.md:15: the variable has_points is a list, an object or a truth value"),
    Break(email, "Team {{brand}}", "Team {{modules}}", "hello.email.md:15: the variable modules is a list"),
    Break(
      email, "Team {{brand}}", "{{#modules}}{{name}}{{/modules}}",
      "hello.email.md:15: the variable name is not in the sample"),
    Break(email, "Team {{brand}}", "{{{brand}}}", "hello.email.md:15: {{{brand}}} prints without escaping"),
    Break(email, "{{/has_points}}\n", "", "hello.email.md:11: the section {{#has_points}} is never closed"),
    Break(
      email, "Team {{brand}}", "**{{#has_points}}a** b{{/has_points}}",
      "hello.email.md:15: {{#has_points}} opens in another text"),
    Break(email, "Team {{brand}}", "<b>Team</b>", "hello.email.md:15: HTML is not allowed"),
    Break(email, "Team {{brand}}", "<div>\nx\n</div>", "hello.email.md:15: HTML is not allowed"),
    Break(email, "Team {{brand}}", "![x](https://c.example/x.png)", "hello.email.md:15: images are not allowed"),
    Break(email, "Team {{brand}}", "```\ncode\n```", "hello.email.md:15: a code block has no place in a message"),
    Break(email, "Team {{brand}}", "{{> banner}}", "hello.email.md:15: {{> banner}} is unknown"),
    Break(email, "Team {{brand}}", "&#123;&#123;first_name}}", "hello.email.md:15: braces that are no tag"),
    Break(email, "button: {", "buton: {", "hello.email.md:4: the key buton is unknown, did you mean button?"),
    Break(
      email, "button: { label: Go on, url: \"{{course_link}}\" }\n", "", "hello.email.md:1: the email has no button"),
    Break(
      email, "Team {{brand}}", "[More](https://other.example/)", "the link to https://other.example/ is a second action"
    ),
    Break(
      email, "Team {{brand}}", "See {{course_link}}",
      "hello.email.md:4: {{course_link}} is an address; write it as a link: [text]({{course_link}})"),
    Break(
      email, "url: \"{{course_link}}\"", "url: \"http://c.example/\"", "a link is refused: it must start with https://"),
    Break(
      email, "url: \"{{course_link}}\"", "url: \"{{course_link}}\", color: \"#28a745\"",
      "hello.email.md:4: white text on #28a745 has a contrast of 3.13 : 1; 4.5 is needed"),
    Break(email, "label: Go on", "label: Go on, opt_out: false", "hello.email.md:4: the key opt_out is unknown"),
    Break(email, "preheader: A", "opt_out: false\npreheader: A", "hello.email.md:3: the key opt_out is unknown"),
    Break(
      email, "Hello {{first_name}}\"",
      "Hello {{first_name}} and all of the others who are with us in this long, long course\"",
      "hello.email.md:2: the subject has"),
    Break(email, "---\nsubject", "subject", "hello.email.md:1: the file must start with a front matter"),
    Break(email, "Team {{brand}}", "Last chance to go on!", "hello.email.md:15: 'last chance' claims urgency"),
    Break(email, "Team {{brand}}", "Only few places are left.", "hello.email.md:15: 'only' claims urgency"),
    Break(
      email, "Team {{brand}}", "2,847 learners are with us.", "hello.email.md:15: the number 2847 is written, not data"),
    Break(email, "Team {{brand}}", "7 out of ten finish.", "hello.email.md:15: the number 7 is written, not data"),
    Break(email, "preheader: A", "preheader: 94 % like a", "hello.email.md:3: the number 94 is written, not data"),
    Break(email, "Team {{brand}}", "Well done 🎉", "hello.email.md:15: the emoji 🎉 is not on the campaign's list"),
    Break(
      sms, "shorten: [course_name]", "shorten: [course_nam]",
      "text.sms.md:2: the variable course_nam is not in the sample"),
    Break(
      sms, "go on with", String(repeating: "go on and on ", count: 24),
      "with samples/learner.json: the text needs 3 SMS segments, 2 are allowed"),
    Break(
      sms, "<{{course_link}}>", "{{course_link}}",
      "{{course_link}} is an address; write it as a link: <{{course_link}}>"),
    Break(sms, "go on", "go to <https://a.example/> on", "an SMS has one link, this one has 2"),
  ]

  static let queriesAndSamples = [
    Break("goal.sql", "select", "update", "goal.sql:1: the file must hold one select"),
    Break(
      "goal.sql", "lms.y", "lms.y;\ndrop table lms.y", "goal.sql:2: the file must hold one select; another statement"),
    Break("segment.sql", "as_of", "now()", "segment.sql:1: now() makes the query depend on the wall clock; use as_of"),
    Break("samples/learner.json", "{\"first", "{\"x\" \"first", "learner.json:1: a colon is missing"),
    Break(
      "samples/learner.json", "\"Ann\"", "\"\"",
      "with samples/learner.json: the variable first_name is missing or blank"),
  ]
}
