extension PlannerLook {
  /// Takes back what is reserved for a slot that is no more.
  ///
  /// Its moment has moved or is gone, and the slot was then never used; or its condition has failed since.
  mutating func withdrawMoved() {
    for index in steps.indices where campaign.steps[index].timing.anchor != nil {
      let occurrence = steps[index].occurrences
      let unsent = enrolment.reserved.filter { $0.step == index && $0.occurrence == occurrence }
      guard let served = steps[index].served, !unsent.isEmpty else { continue }
      // A moved job leaves what is reserved.
      let slots = [plannedSlot(index, occurrence: occurrence), unchangedSlot(index)]
      let stands = !input.subject.isOver && slots.contains(served)
      if !stands || !conditionsHold(index), unsent.contains(where: { !$0.isHeldBack }) {
        withdrawals.append(Withdrawal(step: index, occurrence: occurrence))
        steps[index].followUp = nil
      }
      if unsent.contains(where: { $0.slot == served && ($0.isHeldBack || !stands) }) {
        steps[index].served = steps[index].servedBefore
        steps[index].followUp = nil
      }
    }
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
