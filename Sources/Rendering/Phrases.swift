import Domain

/// What the product itself says in messages of one language: how to stop them, and whom to ask.
public struct Phrases: Sendable, Equatable {
  /// Opt-out of one thing; `{subject}` is what a campaign calls it: "this course" without "this" in English, whole elsewhere.
  let stopSubject: String
  /// Opt-out of all of a kind; `{topic}` is what a campaign calls it.
  let stopTopic: String
  let choose: String
  let questions: String
  /// The last line of a short message, within the GSM alphabet where the language is.
  public let replyStop: String
  /// The label of a link.
  let stopMessages: String
  /// Above what an email says besides its own message.
  let also: String
  /// The label of a link beside each of these.
  let stopItem: String

  /// Those of a language or, of `de-AT` where it has none of its own, of `de`; nil where there are none.
  public static func of(_ language: String) -> Phrases? {
    LanguageTag.best(for: language, among: all.keys).flatMap { all[$0] }
  }

  func stop(subject: String) -> String { stopSubject.replacing("{subject}", with: subject) }

  func stop(topic: String) -> String { stopTopic.replacing("{topic}", with: topic) }
}

extension Phrases {
  public static let english = Phrases(
    stopSubject: "Stop reminders about this {subject}", stopTopic: "Stop all {topic} reminders",
    choose: "Choose what we may send you", questions: "Questions?", replyStop: "Reply STOP to opt out",
    stopMessages: "Stop these messages",
    also: "Also waiting for you", stopItem: "Stop reminders about it")

  /// By language.
  public static let all: [String: Phrases] = [
    "en": english,
    "de": Phrases(
      stopSubject: "Keine Erinnerungen mehr an {subject}", stopTopic: "Keine {topic} mehr",
      choose: "Auswählen, was wir Ihnen senden dürfen", questions: "Fragen?", replyStop: "Abmelden: mit STOP antworten",
      stopMessages: "Diese Nachrichten abbestellen",
      also: "Außerdem", stopItem: "Daran nicht mehr erinnern"),
    "fr": Phrases(
      stopSubject: "Ne plus recevoir de rappels sur {subject}", stopTopic: "Ne plus recevoir de rappels {topic}",
      choose: "Choisir ce que nous pouvons vous envoyer", questions: "Des questions\u{A0}?",
      replyStop: "Pour ne plus en recevoir, répondez STOP", stopMessages: "Ne plus recevoir ces messages",
      also: "Également pour vous", stopItem: "Ne plus me le rappeler"),
    "es": Phrases(
      stopSubject: "No recibir más recordatorios sobre {subject}", stopTopic: "No recibir más recordatorios {topic}",
      choose: "Elegir qué podemos enviarle", questions: "¿Preguntas?", replyStop: "Responda STOP para darse de baja",
      stopMessages: "Dejar de recibir estos mensajes",
      also: "También le espera", stopItem: "No recordármelo más"),
    "it": Phrases(
      stopSubject: "Non ricevere più promemoria su {subject}", stopTopic: "Non ricevere più promemoria {topic}",
      choose: "Scegliere che cosa possiamo inviarle", questions: "Domande?",
      replyStop: "Risponda STOP per non ricevere altro", stopMessages: "Non ricevere più questi messaggi",
      also: "Inoltre", stopItem: "Non ricordarmelo più"),
    "pt": Phrases(
      stopSubject: "Não receber mais lembretes sobre {subject}", stopTopic: "Não receber mais lembretes {topic}",
      choose: "Escolher o que podemos enviar a você", questions: "Dúvidas?", replyStop: "Para sair, responda STOP",
      stopMessages: "Não receber mais estas mensagens",
      also: "Também à sua espera", stopItem: "Não lembrar mais disto"),
    "nl": Phrases(
      stopSubject: "Geen herinneringen meer over {subject}", stopTopic: "Geen {topic} meer",
      choose: "Kiezen wat we u mogen sturen", questions: "Vragen?", replyStop: "Antwoord STOP om u af te melden",
      stopMessages: "Deze berichten stoppen",
      also: "Verder nog", stopItem: "Hieraan niet meer herinneren"),
    "hi": Phrases(
      stopSubject: "{subject} के बारे में याद दिलाना बंद करें", stopTopic: "{topic} के सभी रिमाइंडर बंद करें",
      choose: "चुनें कि हम आपको क्या भेज सकते हैं", questions: "कोई प्रश्न?", replyStop: "बंद करने के लिए STOP लिखें",
      stopMessages: "ये संदेश बंद करें",
      also: "यह भी आपकी प्रतीक्षा में है", stopItem: "इसके रिमाइंडर बंद करें"),
    "ja": Phrases(
      stopSubject: "{subject}のお知らせを停止する", stopTopic: "{topic}のお知らせをすべて停止する", choose: "受け取るお知らせを選ぶ",
      questions: "ご質問：", replyStop: "配信停止はSTOPと返信", stopMessages: "このメッセージを停止する",
      also: "ほかのお知らせ", stopItem: "この件の通知を止める"),
    "pl": Phrases(
      stopSubject: "Nie przypominaj mi o {subject}", stopTopic: "Nie wysyłaj mi więcej przypomnień {topic}",
      choose: "Wybierz, co możemy Ci wysyłać", questions: "Pytania?", replyStop: "Rezygnacja: odpisz STOP",
      stopMessages: "Nie wysyłaj mi tych wiadomości",
      also: "Ponadto", stopItem: "Nie przypominaj o tym"),
    "sv": Phrases(
      stopSubject: "Inga fler påminnelser om {subject}", stopTopic: "Inga fler {topic}",
      choose: "Välj vad vi får skicka",
      questions: "Frågor?", replyStop: "Svara STOP för att avsluta", stopMessages: "Stoppa de här meddelandena",
      also: "Dessutom", stopItem: "Påminn inte om detta mer"),
  ]
}
