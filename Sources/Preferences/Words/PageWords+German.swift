import Domain
import Store

extension PageWords {
  static let german = PageWords(
    tag: "de", us: "uns",
    optOut: OptOutWords(
      title: "Abmelden",
      intro: "Noch hat sich nichts geändert. Wählen Sie, was aufhören soll, auf allen Wegen, und bestätigen Sie es.",
      choices: "Das soll aufhören",
      requested: "Nachrichten, um die Sie bitten, etwa Belege, kommen weiterhin.",
      standing: "Sie bekommen schon keine {what} mehr. Unten können Sie mehr abbestellen.",
      why: "Warum? Sie müssen nichts sagen.", noAnswer: "Keine Angabe",
      reasons: [
        .tooMany: "Es sind zu viele Nachrichten", .notUseful: "Sie nützen mir nichts",
        .finished: "Ich bin fertig oder nicht mehr dabei", .neverAsked: "Ich habe nie darum gebeten",
        .other: "Ein anderer Grund",
      ],
      confirm: "Abmelden", byChannel: "Stattdessen nach Wegen auswählen", doneTitle: "Sie sind abgemeldet",
      done: "Sie bekommen keine {what} mehr.",
      already: "Darum hatten Sie schon gebeten, also hat sich nichts geändert.",
      left: "Eine Nachricht, die schon unterwegs war, kann noch ankommen.", mistake: "Das war ein Versehen",
      backTitle: "Abmeldung zurückgenommen", back: "Zurückgenommen", unchanged: "Es hat sich nichts geändert",
      again: "Sie können von {sender} wieder bekommen: {what}.",
      remaining: "Sie haben Ihr Nein zurückgenommen: {what}. Nachrichten wie diese kommen trotzdem noch nicht:",
      nothing: "Es gab nichts zurückzunehmen: {what} hatten Sie nicht selbst abbestellt.",
      seeAll: "Alle Einstellungen ansehen",
      namedSubject: ("Erinnerungen an „{name}“", "Erinnerungen an „{name}“"),
      unnamedSubject: ("Erinnerungen zu dieser Sache", "Erinnerungen zu dieser Sache"),
      topic: ("alle Erinnerungen dieser Art", "Erinnerungen dieser Art"),
      everything: ("alle Erinnerungen und Neuigkeiten", "Erinnerungen und Neuigkeiten"),
      offEverywhere: "Sie haben abbestellt: {what}.", offByChannel: "Sie haben abbestellt: {what} über {channel}.",
      complaint: "Eine Nachricht wurde als Spam gemeldet.", bounce: "Nachrichten an Ihre Adresse kamen zurück.",
      admin: "Unser Team hat sie abgestellt."),
    preferences: PreferenceWords(
      title: "Ihre Nachrichten", savedTitle: "Gespeichert", saved: "Ihre Auswahl ist gespeichert.",
      intro:
        "Angekreuzt ist, worüber Sie von {sender} hören. Nachrichten, um die Sie bitten, etwa Belege, kommen immer.",
      about: "Worüber", how: "Auf welchem Weg", save: "Speichern", topic: "Erinnerungen dieser Art",
      everything: "Erinnerungen und Neuigkeiten jeder Art", topicNote: "Woran sie auch erinnern.",
      everythingNote: "Ohne dieses Kreuz zählt nichts anderes auf dieser Seite.",
      discordNote: "Aus, weil Discord uns nicht an Sie schreiben lässt.",
      complaintNote: "Aus, weil eine Nachricht als Spam gemeldet wurde.",
      bounceNote: "Aus, weil Nachrichten an Ihre Adresse zurückkamen.",
      lockedNote: "Aus einem Grund abgestellt, der sich hier nicht ändern lässt.",
      agreement: "Ja, ich möchte Nachrichten von {sender} über {channel} an die Nummer meines Kontos. "
        + "Ich kann das jederzeit hier zurücknehmen oder indem ich mit STOP antworte.",
      channels: [
        .email: "E-Mail", .inapp: "In der App", .calendar: "Kalendereinladung", .worklist: "Persönlicher Anruf",
      ]),
    wishes: WishWords(
      whyTitle: "Warum diese Nachricht kam",
      causes: [
        .silence: "Wir haben Ihnen am {day} geschrieben, weil Sie {days} Tage nicht aktiv waren{about}.",
        .before: "Wir haben Ihnen am {day} geschrieben, weil ein Termin bevorstand{about}.",
        .after: "Wir haben Ihnen am {day} geschrieben, weil etwas geschehen war{about}.",
        .entered: "Wir haben Ihnen am {day} geschrieben, weil Sie dabei sind{about}.",
        .asked: "Wir haben Ihnen am {day} geschrieben, weil jemand bei {sender} darum gebeten hat.",
        .answer: "Wir haben Ihnen am {day} geschrieben, weil Sie uns geschrieben hatten.",
        .own:
          "Wir haben Ihnen am {day} geschrieben, weil jemand auf der Seite hinter einer unserer Nachrichten darum gebeten hat.",
      ],
      about: " („{name}“)", next: "Die nächste Nachricht kann frühestens am {day} kommen.",
      nothingNext: "Es ist keine weitere Nachricht an Sie geplant.", title: "Wann",
      pause: "Lassen Sie mich in Ruhe bis",
      pauseNote: "Leer heißt: keine Pause.", paused: "Pause bis {day}.",
      weekly: "Höchstens eine Nachricht in der Woche",
      weeklyNote: "Über alles, worüber wir Ihnen schreiben.", from: "Nicht vor", to: "Nicht nach",
      hoursNote: "Nach Ihrer eigenen Uhr. Was in dieser Zeit nicht gesendet werden darf, kommt nicht.",
      any: "Jederzeit", hour: "Ich lerne meistens um", hourNote: "Manche Nachrichten warten auf diese Stunde.",
      byVisits: "An meinen Besuchen erkennen", byVisitsKnown: "An meinen Besuchen erkennen (jetzt {hour})",
      undo: "Rückgängig machen"),
    data: .german,
    problems: [
      "no_such_page": ("Diese Seite gibt es nicht", "Bitte benutzen Sie den Link in unserer Nachricht so, wie er ist."),
      "wrong_method": ("Das geht hier nicht", "Bitte öffnen Sie den Link in unserer Nachricht mit einem Browser."),
      "invalid_link": (
        "Dieser Link gilt nicht",
        "Er ist unvollständig oder zu alt, und nichts hat sich geändert. Bitte kopieren Sie den ganzen Link, oder nehmen "
          + "Sie den aus unserer neuesten Nachricht."
      ),
      "invalid_choice": (
        "Diese Auswahl kennen wir nicht",
        "Nichts hat sich geändert. Bitte gehen Sie zurück, wählen Sie noch einmal und bestätigen Sie."
      ),
      "message_gone": (
        "Diese Nachricht haben wir nicht mehr",
        "Ihre Daten sind gelöscht. Deshalb wissen wir nicht, was aufhören soll, und nichts hat sich geändert. Bekommen Sie "
          + "noch Nachrichten, nehmen Sie bitte den Link in der neuesten."
      ),
      "data_gone": (
        "Hier ist nichts",
        "Die Nachricht mit diesem Link haben wir nicht mehr, oder sie enthielt keinen. Nichts hat sich geändert."
      ),
      "data_link_used": (
        "Dieser Link wurde benutzt",
        "Er gilt einmal. Lassen Sie sich auf der Seite hinter einer unserer Nachrichten einen neuen schicken."
      ),
      "data_link_late": (
        "Dieser Link gilt nicht mehr",
        "Er galt eine Stunde lang. Lassen Sie sich auf der Seite hinter einer unserer Nachrichten einen neuen schicken."
      ),
      "message_under_way": (
        "Bitte versuchen Sie es in einer Minute noch einmal",
        "Eine Nachricht an Sie ist gerade unterwegs. Solange wird nichts gelöscht, und nichts hat sich geändert."
      ),
      "unavailable": (
        "Bitte versuchen Sie es in einer Minute noch einmal",
        "Wir konnten unsere Daten gerade nicht erreichen. Ihre Auswahl ist vielleicht noch nicht gespeichert."
      ),
    ])
}
