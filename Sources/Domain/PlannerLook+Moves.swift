extension PlannerLook {
  /// Takes back what is reserved for a slot that is no more.
  ///
  /// Its moment has moved or is gone, and the slot was then never used; or its condition has failed since. Another zone and a moved
  /// job leave what is reserved.
  mutating func withdrawMoved() {
    for index in steps.indices where campaign.steps[index].timing.anchor != nil {
      let occurrence = steps[index].occurrences
      let unsent = enrolment.reserved.filter { $0.step == index && $0.occurrence == occurrence }
      guard let served = steps[index].served, !unsent.isEmpty else { continue }
      let stands = !input.subject.isOver && isMoment(of: served, index)
      if !stands || !conditionsHold(index), unsent.contains(where: { !$0.isHeldBack }) {
        withdrawals.append(Withdrawal(step: index, occurrence: occurrence))
        steps[index].followUp = nil
      }
      if unsent.contains(where: { $0.slot == served.slot && ($0.isHeldBack || !stands) }) {
        steps[index].served = steps[index].servedBefore
        steps[index].followUp = nil
      }
    }
  }

  /// Whether the subject's moment is the one that a slot was measured from.
  private func isMoment(of served: StepState.Served, _ index: Int) -> Bool {
    if let known = served.moment { return known == moment(of: index) }
    return [plannedSlot(index, occurrence: steps[index].occurrences), unchangedSlot(index)].contains(served.slot)
  }

  /// Has the steps wait whose anchors are unknown, and records the slot that they do not have; one whose anchor is back goes on.
  mutating func noteLostSteps() {
    for index in steps.indices where !steps[index].isEnded {
      let step = campaign.steps[index]
      if step.hasAnchors(in: input.subject.anchors) {
        steps[index].isLost = false
        continue
      }
      if steps[index].isLost { continue }
      dropFollowUp(index, .anchorGone)
      if step.timing.anchor == nil ? nextSlot(index) != nil : steps[index].served == nil {
        steps[index].occurrences += 1
        record(index, occurrence: steps[index].occurrences, slot: now, .anchorGone, covers: 1)
        verdicts[index] = .skipped(.anchorGone)
      }
      steps[index].isLost = true
      steps[index].deferral = nil
    }
  }

  private func conditionsHold(_ index: Int) -> Bool {
    campaign.steps[index].conditions.allSatisfy { input.subject.facts[$0.key] == $0.value }
  }
}
