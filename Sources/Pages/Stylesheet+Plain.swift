extension Stylesheet {
  /// One card on a quiet ground, for light and dark; text and controls have a contrast of at least 4.5 : 1.
  public static let plain = Stylesheet(
    css: """
      :root{color-scheme:light dark;--ground:#f4f2ee;--card:#fff;--ink:#1b2330;--quiet:#535c6b;--line:#7b8494;--strong:#0b57a4;--on-strong:#fff}
      @media (prefers-color-scheme:dark){:root{--ground:#12151b;--card:#1c212a;--ink:#e9ecf1;--quiet:#aeb6c4;--line:#7f899b;--strong:#9ccbff;--on-strong:#0a1a2c}}
      *{box-sizing:border-box}
      body{margin:0;padding:1rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:break-word}
      header,main{max-width:34rem;margin:0 auto}
      header p{margin:.5rem 0 1rem;color:var(--quiet);font-weight:600}
      main{background:var(--card);border-radius:.75rem;padding:1.5rem}
      h1{margin:0 0 .75rem;font-size:1.6rem;line-height:1.25}
      h2{margin:1.75rem 0 .25rem;font-size:1.15rem}
      p{margin:.75rem 0}
      .notice{border-left:.3rem solid var(--strong);padding-left:.75rem}
      .quiet{color:var(--quiet);font-size:.95rem}
      fieldset{margin:1.25rem 0;padding:0;border:0}
      legend{padding:0;font-weight:600}
      label{display:flex;gap:.75rem;align-items:flex-start;min-height:2.75rem;padding:.6rem 0}
      .choice+.choice{border-top:1px solid color-mix(in srgb,var(--line) 40%,transparent)}
      input{flex:none;width:1.35rem;height:1.35rem;margin:.15rem 0 0;accent-color:var(--strong)}
      p label{display:block;min-height:0;padding:0;font-weight:600}
      select{width:100%;min-height:2.75rem;padding:.5rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
      input[type=date]{width:100%;min-height:2.75rem;margin:0;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
      p small{display:block;color:var(--quiet);font-size:.9rem}
      legend{font-size:1.15rem;margin-bottom:.25rem}
      label small{display:block;color:var(--quiet);font-size:.9rem}
      button{display:inline-block;min-height:2.75rem;padding:.65rem 1.4rem;border:2px solid var(--strong);border-radius:.5rem;background:var(--strong);color:var(--on-strong);font:inherit;font-weight:600;cursor:pointer}
      button.second{background:transparent;color:var(--strong)}
      a{color:var(--strong);display:inline-block;padding:.35rem 0}
      :focus-visible{outline:3px solid var(--strong);outline-offset:3px}
      @media (min-width:40rem){body{padding:3rem 1rem}main{padding:2.25rem 2.5rem}}
      @media (max-width:24rem){button{width:100%}}
      """,
    digest: "fkXgUCmcIIwxb7ZlsQ8pUQtuQk3zzHVy2lbK71s8vtA=")
}
