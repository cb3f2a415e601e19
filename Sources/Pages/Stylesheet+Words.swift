extension Stylesheet {
  /// A text beside what becomes of it, one above the other where there is no room; contrasts of at least 4.5 : 1.
  public static let words = Stylesheet(
    css: """
      :root{color-scheme:light dark;--ground:#f4f2ee;--card:#fff;--ink:#1b2330;--quiet:#535c6b;--line:#7b8494;--strong:#0b57a4;--on-strong:#fff;--bad:#a3161b;--gone:#fbe3e1;--come:#dff3e2}
      @media (prefers-color-scheme:dark){:root{--ground:#12151b;--card:#1c212a;--ink:#e9ecf1;--quiet:#aeb6c4;--line:#7f899b;--strong:#9ccbff;--on-strong:#0a1a2c;--bad:#ffb3ad;--gone:#4d2226;--come:#1d4027}}
      *{box-sizing:border-box}
      [hidden]{display:none!important}
      body{margin:0;padding:1rem;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
      header,main{max-width:96rem;margin:0 auto}
      header p{margin:.5rem 0 1rem;color:var(--quiet);font-weight:600}
      main{background:var(--card);border-radius:.75rem;padding:1.5rem}
      h1{margin:0 0 .25rem;font-size:1.6rem;line-height:1.25}
      h2{margin:1rem 0 .5rem;font-size:1.15rem}
      h3{margin:1rem 0 .25rem;font-size:1rem}
      p{margin:.5rem 0}
      .quiet{color:var(--quiet);font-size:.9rem}
      .bad{color:var(--bad);font-weight:600}
      .row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:.75rem 0}
      .row>div{flex:1 1 14rem;min-width:0}
      .split{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.5rem;align-items:start}
      label{display:block;font-weight:600}
      input,select,textarea{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
      textarea{font:1rem/1.5 ui-monospace,monospace;min-height:24rem;resize:vertical}
      button{min-height:2.75rem;padding:.5rem 1.1rem;border:2px solid var(--strong);border-radius:.5rem;background:var(--strong);color:var(--on-strong);font:inherit;font-weight:600;cursor:pointer}
      button.second{background:transparent;color:var(--strong)}
      button:disabled{opacity:.55;cursor:default}
      :focus-visible{outline:3px solid var(--strong);outline-offset:3px}
      ul{margin:.25rem 0;padding-left:1.25rem}
      figure{margin:0 0 1rem;border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
      figcaption{padding:.4rem .75rem;color:var(--quiet);font-size:.9rem;font-weight:600}
      figure>.bad{padding:0 .75rem}
      iframe{display:block;width:100%;height:34rem;border:0;background:#fff}
      pre{margin:0;padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
      #diff pre{font:.95rem/1.5 ui-monospace,monospace;border:1px solid var(--line);border-radius:.5rem;margin-bottom:1rem}
      del{background:var(--gone)}
      ins{background:var(--come)}
      @media (max-width:60rem){.split{grid-template-columns:minmax(0,1fr)}}
      @media (max-width:40rem){body{padding:.5rem}main{padding:1rem}.row>button{flex:1 1 100%}}
      """,
    digest: "BU+rex8zzh7AQkK8Sj2tTZRlcd6qfvBEWrOp6wV+bC8=")
}
