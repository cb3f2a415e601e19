/// What the words of a reply ask for.
///
/// The whole reply must say it, politely or not: a sentence that merely begins with the word is left for a person.
enum ReplyWords {
  static func intent(of text: String) -> ReplyIntent {
    let phrase = phrase(text)
    if stop.contains(phrase) { return .stop }
    if start.contains(phrase) { return .start }
    return help.contains(phrase) ? .help : .other
  }

  /// The words without punctuation, capitals, repetition and courtesy.
  static func phrase(_ text: String) -> [Substring] {
    var words: [Substring] = []
    for word in split(text.lowercased()) where words.last != word { words.append(word) }
    var rest = words[...]
    var isBare = false
    while !isBare {
      isBare = true
      for courtesy in courtesies where rest.count > courtesy.count {
        if rest.starts(with: courtesy) {
          rest = rest.dropFirst(courtesy.count)
          isBare = false
        } else if rest.suffix(courtesy.count).elementsEqual(courtesy) {
          rest = rest.dropLast(courtesy.count)
          isBare = false
        }
      }
    }
    return Array(rest)
  }

  private static func split(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }

  private static func phrases(_ words: String) -> Set<[Substring]> {
    Set(words.split(separator: ",").map { split(String($0)) })
  }

  private static let courtesies = phrases(
    """
    please, pls, plz, kindly, thanks, thank you, thx, now, immediately, at once, ok, okay, hi, hello, hey, sir, madam,
    bitte, danke, sofort, por favor, gracias, s'il vous plait, s'il vous plaît, svp, merci, obrigado, obrigada,
    per favore, grazie, alstublieft, alsjeblieft, proszę, lütfen, пожалуйста, спасибо, कृपया, من فضلك, براہ کرم, 请
    """)

  /// A no is one of these verbs with one of the objects, or one of the phrases.
  private static let stop: Set<[Substring]> = {
    let verbs = phrases(
      """
      stop, stop sending, stop sending me, stop texting, stop messaging, stop contacting, stop writing, stop writing to,
      quit texting, quit messaging, quit sending, quit sending me, end, cancel, no more, no, remove, delete, unsubscribe,
      unsubscribe from, unsubscribe me from, opt out, opt out of, opt me out of, cancel my, don't text, don't message,
      don't contact, don't write to, don't send, don't send me, do not text, do not message, do not contact,
      do not write to, do not send, do not send me
      """)
    let objects = phrases(
      """
      it, this, all, me, anything, any more, anymore, texts, sms, messages, message, reminders, reminder, notifications,
      subscription, them
      """)
    let determiners = phrases("the, these, this, those, your, all, any, any more, more, all these, all your")
    var stop = words.union(verbs.filter { $0 != ["no"] && $0 != ["delete"] && $0 != ["remove"] })
    for verb in verbs {
      for object in objects where verb != ["no"] || object != ["me"] {
        stop.insert(verb + object)
        stop.insert(verb + object + ["anymore"])
        for determiner in determiners { stop.insert(verb + determiner + object) }
      }
    }
    return stop
  }()

  private static let words = phrases(
    """
    stopall, stop all, stop it, stop this, optout, opt me out, revoke, quit, end, cancel, unsubscribe me, unsub,
    remove me from your list, remove me from this list, remove me from the list, remove me from all lists, remove my number,
    delete my number, take me off, take me off your list, take me off this list, take me off the list, leave me alone,
    i want to stop, i want to unsubscribe, i want to opt out, i wish to unsubscribe, i would like to unsubscribe,
    stopp, stoppen, abmelden, abbestellen, abbrechen, aufhören, beenden, keine nachrichten mehr, keine sms mehr,
    keine nachrichten, bitte abmelden, melden sie mich ab, arret, arrêt, arreter, arrêter, arretez, arrêtez, désabonner,
    desabonner, me désabonner, désabonnement, désinscrire, désinscription, desinscription, plus de messages,
    plus de sms, alto, parar, para, pare, parad, baja, darme de baja, dar de baja, cancelar, detener, no más, no mas,
    no más mensajes, no mas mensajes, sair, remover, cancelar inscrição, não quero mais, chega, basta, ferma, fermare,
    annulla, cancella, disiscrivi, disiscrivimi, afmelden, uitschrijven, stoppa, sluta, avsluta, avregistrera, afmeld,
    avmeld, lopeta, peruuta, wypisz, wypisz mnie, rezygnuję, rezygnuje, zrušit, odhlásit, leiratkozás, dezabonare, dur,
    durdur, iptal, ret, стоп, отписаться, отпишите меня, отмена, хватит, відписатися, διακοπή, σταμάτα, הסר, הפסק, עצור,
    توقف, قف, إيقاف, ايقاف, إلغاء, الغاء, إلغاء الاشتراك, الغاء الاشتراك, لغو, बंद, बंद करो, बंद करें, बंद करा, रोको,
    रोकें, रुको, मत भेजो, थांबा, थांबवा, band karo, band karein, mat bhejo, بند, بند کرو, بند کریں, বন্ধ, বন্ধ করুন,
    বন্ধ করো, நிறுத்து, நிறுத்துங்கள், நிறுத்தவும், ఆపు, ఆపండి, બંધ, બંધ કરો, ਬੰਦ, ਬੰਦ ਕਰੋ, ನಿಲ್ಲಿಸಿ, നിർത്തുക, 停止, 停,
    停止してください, 配信停止してください,
    退订, 退訂, 取消, 取消订阅, 取消訂閱, td, 配信停止, 解除, 中止, ストップ, やめて, やめてください, 중지, 수신거부, 거부,
    그만, 정지, berhenti, batal, hentikan, dừng, dung, hủy, huy, từ chối, tu choi, sitisha, itigil
    """)

  private static let start = phrases(
    """
    start, yes, unstop, opt in, optin, subscribe, resubscribe, resume, start again, starten, wieder starten, anmelden,
    commencer, reprendre, inicio, iniciar, empezar, reanudar, começar, inizia, riprendi, начать, старт, शुरू, शुरू करो,
    शुरू करें, بدء, শুরু, 开始, 開始, 再開, 시작, başla, mulai
    """)

  private static let help = phrases(
    "help, info, hilfe, aide, ayuda, ajuda, aiuto, hulp, pomoc, yardım, помощь, मदद, सहायता, مساعدة, مدد, 帮助, ヘルプ, 도움말, bantuan"
  )
}
