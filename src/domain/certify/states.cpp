// SPDX-License-Identifier: AGPL-3.0-or-later
// The state machines, as tables.
#include <algorithm>
#include <span>

#include "certify/certificate.h"
#include "certify/procedure.h"

namespace parvis::certify {
namespace {

template <class State, class Event>
struct Step {
  State from;
  Event event;
  State to;
};

template <class State, class Event, std::size_t count>
Result<State> follow(Step<State, Event> const (&table)[count], State state, Event event, char const* code) {
  auto const found = std::find_if(std::begin(table), std::end(table), [&](auto const& step) { return step.from == state && step.event == event; });
  if (found == std::end(table)) return conflict(code, json::name_of(state) + " / " + json::name_of(event));
  return found->to;
}

constexpr Step<CertificateState, CertificateEvent> certificate_steps[] = {
    {CertificateState::issued, CertificateEvent::revoke, CertificateState::revoked},
    {CertificateState::issued, CertificateEvent::replace, CertificateState::replaced},
};

constexpr Step<CredentialState, CredentialEvent> credential_steps[] = {
    {CredentialState::built, CredentialEvent::sign, CredentialState::signed_},
    {CredentialState::signed_, CredentialEvent::deliver, CredentialState::delivered},
    {CredentialState::delivered, CredentialEvent::suspend, CredentialState::suspended},
    {CredentialState::suspended, CredentialEvent::resume, CredentialState::delivered},
    {CredentialState::signed_, CredentialEvent::revoke, CredentialState::revoked},
    {CredentialState::delivered, CredentialEvent::revoke, CredentialState::revoked},
    {CredentialState::suspended, CredentialEvent::revoke, CredentialState::revoked},
};

constexpr Step<AppealState, AppealEvent> appeal_steps[] = {
    {AppealState::lodged, AppealEvent::acknowledge, AppealState::acknowledged},
    {AppealState::acknowledged, AppealEvent::examine, AppealState::examined},
    {AppealState::examined, AppealEvent::uphold, AppealState::upheld},
    {AppealState::examined, AppealEvent::dismiss, AppealState::dismissed},
};

constexpr Step<FraudState, FraudEvent> fraud_steps[] = {
    {FraudState::reported, FraudEvent::inform, FraudState::informed},
    {FraudState::informed, FraudEvent::observe, FraudState::observed},
    {FraudState::informed, FraudEvent::expire, FraudState::observed},
    {FraudState::observed, FraudEvent::decide, FraudState::decided},
};

}  // namespace

Result<CertificateState> moved(CertificateState state, CertificateEvent event) { return follow(certificate_steps, state, event, "certify.certificate_state"); }
Result<CredentialState> moved(CredentialState state, CredentialEvent event) { return follow(credential_steps, state, event, "certify.credential_state"); }
Result<AppealState> moved(AppealState state, AppealEvent event) { return follow(appeal_steps, state, event, "certify.appeal_state"); }
Result<FraudState> moved(FraudState state, FraudEvent event) { return follow(fraud_steps, state, event, "certify.fraud_state"); }

}  // namespace parvis::certify
