import Store

extension DataWords {
  static let german = DataWords(
    title: "Was wir über Sie gespeichert haben",
    kinds:
      "Welche Nachrichten wir Ihnen geschrieben haben und was daraus wurde, was Sie geantwortet und wozu "
      + "Sie eingewilligt haben, Ihre Auswahl auf dieser Seite und die Stunde, in der Sie meistens lernen. "
      + "Ihr Name, Ihre Adressen, Ihre Kurse und Zahlungen liegen dort, wo Sie lernen.",
    offer:
      "Um zu sehen, wie viel es ist, um alles herunterzuladen oder löschen zu lassen, lassen Sie sich "
      + "einen Link an Ihre E-Mail-Adresse schicken. Diese Seite kann das nicht, denn die Nachricht, die "
      + "hierher führt, kann weitergeleitet worden sein.",
    ask: "Link zuschicken",
    byPeople: "Für eine Kopie, oder um alles löschen zu lassen, schreiben Sie bitte an {sender}.",
    sentTitle: "Ihre Daten",
    outcomes: [
      .sent:
        "Wir schicken einen Link an Ihre E-Mail-Adresse. Er gilt eine Stunde lang und einmal. Es kann ein, "
        + "zwei Minuten dauern.",
      .waiting:
        "Wir haben schon einen Link an Ihre E-Mail-Adresse geschickt. Bitte suchen Sie ihn, auch im Spam. "
        + "In einer Stunde können Sie wieder einen bekommen.",
      .enough:
        "Wir haben innerhalb eines Tages drei Links an Ihre E-Mail-Adresse geschickt. Morgen können Sie "
        + "wieder einen bekommen.",
    ],
    back: "Zurück zu Ihren Einstellungen", ours: "Das ist bei uns gespeichert:",
    theirs: "Liegt dort, wo Sie lernen; wir lesen es nur:",
    rows: [
      "person": "Ihr Name, Ihre Sprache und Zeitzone", "addresses": "Ihre Adressen und Nummern",
      "orders": "Bestellungen", "places": "Plätze in Kursen und Klassen", "instalments": "Raten",
      "payments": "Zahlungen", "refunds": "Erstattungen",
      "episodes": "Anlässe, zu denen wir geschrieben haben oder wollten", "messages": "Nachrichten an Sie",
      "reports": "Was aus Nachrichten wurde", "links": "Links in Nachrichten",
      "suppressions": "Was Sie abbestellt haben",
      "replies": "Ihre Antworten", "attempts": "Versuche, eine Nachricht zu senden", "conversations": "Gespräche",
      "segments": "Gruppen von Lernenden, zu denen Sie gehören", "rooms": "Chaträume mit Ihnen",
      "notices": "Hinweise in der App", "invitations": "Einladungen in Ihrem Kalender",
      "approvals": "Anfragen von Ihnen, die angenommen wurden",
      "meeting_answers": "Ihre Antworten auf Einladungen",
      "wishes": "Wann Sie von uns hören möchten", "learning_hours": "Die Stunden, in denen Sie lernen",
      "consents": "Wozu Sie eingewilligt haben, oder nicht mehr",
      "events": "Was uns Ihre Kurse über Sie gemeldet haben",
      "requests": "Nachrichten, um die jemand gebeten hat", "kept_events": "Meldungen über Sie, die noch warten",
      "tags": "Stichworte, die Ihnen unser Team gegeben hat",
      "provider_references": "Wie Zahlungsdienste Sie nennen",
      "host_rows": "Zeilen, die uns Ihre Kurse gemeldet haben",
    ],
    copyNote:
      "Die Kopie ist eine JSON-Datei, die jedes Textprogramm öffnet. Damit ist der Link verbraucht: Um "
      + "danach alles zu löschen, lassen Sie sich einen neuen schicken.",
    copy: "Kopie herunterladen", eraseTitle: "Alles löschen",
    lost:
      "Für immer verloren geht: welche Nachrichten wir Ihnen geschrieben haben, was daraus wurde und was "
      + "Sie geantwortet haben, Ihre Auswahl und Ihre Wünsche, wozu Sie eingewilligt haben, und jede "
      + "Erinnerung, auf die Sie noch warten.",
    stays:
      "Es bleibt: Ihr Nein. Mit Ihrer Nummer als Lernende behalten wir Fingerabdrücke Ihrer Adressen, die "
      + "niemand lesen kann, damit Sie nie wieder eine Erinnerung bekommen, und eine Zeile, die sagt, dass "
      + "Ihre Daten gelöscht wurden. Was dort liegt, wo Sie lernen, bleibt dort: Mehr dazu sagt {sender}.",
    erase: "Alles löschen …", sureTitle: "Alles löschen?", sure: "Ja, für immer löschen", keep: "Nein, behalten",
    erasedTitle: "Gelöscht",
    erased:
      "Alles, was wir über Sie gespeichert hatten, ist gelöscht. Sie bekommen keine Erinnerungen mehr, und "
      + "die Links in unseren Nachrichten gelten nicht mehr.")
}
