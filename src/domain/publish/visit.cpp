// SPDX-License-Identifier: AGPL-3.0-or-later
// One visit to one delivery: take, prepare, fence, send, look. The only place where a write to a network begins.
#include "base/json.h"
#include "base/kept_text.h"
#include "base/random.h"
#include "publish/calendar_store.h"
#include "publish/fence.h"
#include "publish/record.h"

namespace parvis::publish {
namespace {

using S = DeliveryState;

constexpr int most_steps = 12;
constexpr char const* no_account = "publish.connection_not_found";

struct LiveNow {
  std::string publication_id;
  std::string brand_id;
};
BOOST_DESCRIBE_STRUCT(LiveNow, (), (publication_id, brand_id))

class Visit {
 public:
  Visit(DeliveryDesk const& desk, PublicationId const& id) : desk_(desk), id_(id) {}

  void run() {
    if (!take()) return;
    for (int step = 0; step < most_steps && is_ours_; ++step) {
      if (step_on() == Next::stop) break;
    }
    release();
  }

 private:
  enum class Next { again, stop };
  using Change = std::function<void(Delivery&)>;

  bool take();
  Next step_on();
  Next prepare();
  Next sign_in();
  Next pass_fence();
  bool keys_have_expired() const;
  bool may_have_been_sent(store::Transaction& tx) const;
  bool doubt(store::Transaction& tx);
  bool is_another_instances() const;
  Done may_leave(store::Transaction& tx) const;
  Next send();
  Next take_answer(Told const& told);
  void note_answer(Delivery& d, Told const& told, S state) const;
  bool go_live(store::Transaction& tx, std::string const& remote_id, std::string const& url);
  Next look();
  Next found(Sighting const& sighting);
  Next not_found();
  Next unclear(Sighting const& sighting);
  Next ask_person();
  void release();

  bool commit(std::function<bool(store::Transaction&)> const& body);
  bool move(Change const& change, Attempt const* note = nullptr);
  bool move_in(store::Transaction& tx, Change const& change);
  Next pause(S state, Milliseconds wait, Told const& told);
  Attempt attempt(Step step, std::string outcome, Told const& told = {}) const;
  void mark_connection(Health health, Told const& told);
  bool is_late(Delivery const& delivery) const { return desk_.clock.now() - delivery.due > std::chrono::minutes(connection_.grace_minutes); }
  void point(char const* name) const {
    if (desk_.at_point) desk_.at_point(name);
  }
  Line line() const { return open_line(desk_, connection_, operation_of(delivery_)); }
  Connector const& connector() const { return connection_.is_simulated ? simulated_connector() : *connector_of(connection_.network); }

  DeliveryDesk const& desk_;
  PublicationId id_;
  Delivery delivery_;
  Connection connection_;
  bool is_ours_ = true;
  bool has_signed_in_ = false;
  bool was_told_ = false;  // that its account is refused: a post that waits for it is told of once, however often it is tried
  bool is_first_fence_ = true;
};

Attempt Visit::attempt(Step step, std::string outcome, Told const& told) const {
  return {Id<struct AttemptTag>::make(desk_.clock), id_, delivery_.operation_number, step, delivery_.fingerprint, desk_.clock.now(), desk_.clock.now(),
          std::move(outcome), told.code, kept_text(told.detail), told.status};
}

bool Visit::move_in(store::Transaction& tx, Change const& change) {
  Delivery next = delivery_;
  change(next);
  next.updated_at = desk_.clock.now();
  if (!update_delivery(tx, next, delivery_.state, delivery_.lease)) return false;
  if (desk_.on_change && next.state != delivery_.state) desk_.on_change(tx, next);
  delivery_ = next;
  return true;
}

/// One transaction that holds only while the lease is ours; false, and nothing written, when it was lost.
bool Visit::commit(std::function<bool(store::Transaction&)> const& body) {
  Delivery const before = delivery_;
  Done const done = desk_.database.write([&](store::Transaction& tx) -> Done {
    delivery_ = before;  // the transaction may run again
    if (!body(tx)) return conflict("publish.lease_lost");
    return {};
  });
  if (!done) delivery_ = before;
  return is_ours_ = done.has_value();
}

bool Visit::move(Change const& change, Attempt const* note) {
  return commit([&](store::Transaction& tx) {
    if (note != nullptr) insert_attempt(tx, *note);
    return move_in(tx, change);
  });
}

/// Takes the lease, unless somebody has it, the brand is frozen or it is too late.
bool Visit::take() {
  bool const taken = desk_.database.write([&](store::Transaction& tx) {
    recover(tx, desk_, id_);
    std::optional<Delivery> const found = find_delivery(tx, id_);
    std::optional<Connection> const connection = found ? connection_of(tx, found->brand_id, found->channel_id) : std::nullopt;
    Instant const now = desk_.clock.now();
    if (!found || is_settled(found->state) || found->asked_at || now < found->due) return false;
    if ((found->lease_until && *found->lease_until > now) || (found->not_before && *found->not_before > now)) return false;
    bool const reads_only = found->state == S::ambiguous;
    if (!reads_only && freeze_over(tx, found->brand_id)) return false;
    delivery_ = *found;
    was_told_ = delivery_.state == S::auth_wait && delivery_.problem_code != no_account;
    if (!connection) {
      bool const may_wait = may_follow(delivery_.state, S::preparing) || delivery_.state == S::preparing || delivery_.state == S::prepared;
      if (delivery_.state == S::queued || delivery_.state == S::deferred) move_in(tx, [](Delivery& d) { d.state = S::preparing; });
      if (may_wait) move_in(tx, [](Delivery& d) { d.state = S::auth_wait; d.problem_code = no_account; });
      return false;
    }
    connection_ = *connection;
    if (!reads_only && is_late(delivery_)) {
      bool const looks = may_have_been_sent(tx) && doubt(tx);
      if (!looks) {
        move_in(tx, [](Delivery& d) { d.state = S::missed; d.problem_code = "publish.too_late"; });
        return false;
      }
    }
    return move_in(tx, [&](Delivery& d) {
      d.lease = random_token(12);
      d.lease_until = now + lease_time;
      d.not_before.reset();
      if (d.state == S::queued || d.state == S::deferred || d.state == S::auth_wait) d.state = S::preparing;
    });
  });
  if (taken) point("taken");
  return taken;
}

Visit::Next Visit::step_on() {
  switch (delivery_.state) {
    case S::preparing: return prepare();
    case S::prepared: return pass_fence();
    case S::sending: return send();
    case S::ambiguous: return look();
    case S::auth_wait: return sign_in();
    default: return Next::stop;
  }
}

/// Gives the lease back; whatever is still to be done has been queued.
void Visit::release() {
  if (!is_ours_ || delivery_.lease.empty()) return;
  move([](Delivery& d) {
    d.lease.clear();
    d.lease_until.reset();
  });
}

/// Stays in `state` until `wait` has passed.
Visit::Next Visit::pause(S state, Milliseconds wait, Told const& told) {
  Instant const at = desk_.clock.now() + wait;
  commit([&](store::Transaction& tx) {
    queue_visit(tx, delivery_, at);
    return move_in(tx, [&](Delivery& d) {
      d.state = state;
      d.not_before = at;
      d.problem_code = told.code;
      d.problem_detail = kept_text(told.detail);
    });
  });
  return Next::stop;
}

Visit::Next Visit::prepare() {
  Told const told = connector().prepare(line(), delivery_.post, operation_of(delivery_));
  point("prepared_outside");
  if (told.fate == Fate::done) {
    move([](Delivery& d) { d.state = S::prepared; d.tries = 0; d.problem_code.clear(); d.problem_detail.clear(); });
    point("prepared");
    return Next::again;
  }
  Attempt const note = attempt(Step::prepare, json::name_of(told.fate), told);
  if (told.fate == Fate::refused) {
    move([&](Delivery& d) { d.state = S::rejected; d.problem_code = told.code; d.problem_detail = kept_text(told.detail); }, &note);
    return Next::stop;
  }
  if (told.fate == Fate::sign_in) {
    move([&](Delivery& d) { d.state = S::auth_wait; d.problem_code = told.code; }, &note);
    return Next::again;
  }
  // Nothing was seen by anyone, so that doubt costs nothing here: it is done again.
  move([](Delivery& d) { ++d.tries; }, &note);
  bool const told_when = told.fate == Fate::later && told.wait;
  return pause(told.fate == Fate::later ? S::deferred : S::queued, told_when ? Milliseconds(*told.wait) : delay_after(delivery_.tries, id_.to_string()), told);
}

void Visit::mark_connection(Health health, Told const& told) {
  if (connection_.is_simulated) return;  // no account, no health
  desk_.database.write([&](store::Transaction& tx) {
    std::optional<Connection> fresh = find_connection(tx, connection_.channel_id);
    if (!fresh) return;
    bool const is_news = health == Health::needs_reconnect && !was_told_;
    fresh->state = health;
    fresh->problem_code = health == Health::healthy ? "" : told.code;
    fresh->problem_detail = health == Health::healthy ? "" : kept_text(told.detail);
    fresh->checked_at = desk_.clock.now();
    if (health == Health::healthy) fresh->last_success_at = desk_.clock.now();
    save_connection(tx, *fresh);
    connection_ = *fresh;
    std::optional<Publication> const waiting = is_news ? find_publication(tx, id_) : std::nullopt;
    if (waiting && waiting->state == State::auth_wait) tell_stopped(tx, *waiting);
  });
}

/// Once a visit: a network that fails keeps the credentials, only a refusal asks for a person.
Visit::Next Visit::sign_in() {
  if (has_signed_in_) {
    // The account is accepted, and not for this: only a person can grant more.
    mark_connection(Health::needs_reconnect, {.code = "publish.sign_in_refused", .detail = delivery_.problem_detail});
    return Next::stop;
  }
  has_signed_in_ = true;
  Told const told = connector().sign_in(line());
  Attempt const note = attempt(Step::sign_in, json::name_of(told.fate), told);
  if (told.fate == Fate::done) {
    mark_connection(Health::healthy, told);
    move([](Delivery& d) { d.state = S::preparing; d.problem_code.clear(); }, &note);
    return Next::again;
  }
  bool const dead = told.fate == Fate::sign_in || told.fate == Fate::refused;
  mark_connection(dead ? Health::needs_reconnect : Health::unreachable, told);
  move([&](Delivery& d) { d.problem_code = told.code; d.problem_detail = kept_text(told.detail); ++d.tries; }, &note);
  if (dead || !is_ours_) return Next::stop;
  move([](Delivery& d) { d.state = S::preparing; });
  return pause(S::queued, delay_after(delivery_.tries, id_.to_string()), told);
}

/// The network may no longer know the keys that it was first sent with: a second copy would be a second post.
bool Visit::keys_have_expired() const {
  return delivery_.first_sent_at && desk_.clock.now() - *delivery_.first_sent_at >= connector().repeatable().window;
}

/// These records come from a backup that held this publication, and the network was not asked since.
bool Visit::may_have_been_sent(store::Transaction& tx) const {
  std::optional<Instant> const restored = restored_with(tx, id_);
  return restored && delivery_.looked_after != restored;
}

/// From when on the instance before that restore may have sent it: since it was made, for it may have been brought forward.
Instant earliest_elsewhere(PublicationId const& id, Instant restored) { return std::min(made_at(id.to_string()), restored); }

/// Looked for first, wherever the instance of before may have put it.
bool Visit::doubt(store::Transaction& tx) {
  Instant const restored = restored_with(tx, id_).value();
  return move_in(tx, [&](Delivery& d) {
    d.state = S::ambiguous;
    d.first_sent_at = earliest_elsewhere(id_, restored);
    d.looked_after = restored;
    d.looks = 0;
    d.problem_code = "publish.looking";
  });
}

/// What is in doubt is another instance's sending, which is over: no write of it can still arrive.
bool Visit::is_another_instances() const {
  return delivery_.looked_after && delivery_.first_sent_at == earliest_elsewhere(id_, *delivery_.looked_after);
}

/// Approval binds what goes out first; whether the brand may publish at all is asked each time.
Done Visit::may_leave(store::Transaction& tx) const {
  if (desk_.check_open) TRY_DONE(desk_.check_open(tx, delivery_));
  return desk_.check_approval && is_first_fence_ ? desk_.check_approval(tx, delivery_) : Done();
}

/// The fence. When this transaction has committed, a byte may leave; not before.
Visit::Next Visit::pass_fence() {
  Attempt open = attempt(Step::send, "sending");
  open.ended_at.reset();
  is_first_fence_ = !delivery_.first_sent_at;
  point("before_fence");
  bool const committed = commit([&](store::Transaction& tx) {
    if (freeze_over(tx, delivery_.brand_id)) return true;
    // Found harmless to send again, and held since: by a crash, a network that was not there, its limits or an account.
    if (keys_have_expired()) return move_in(tx, [](Delivery& d) { d.state = S::ambiguous; d.looks = 0; d.problem_code = "publish.looking"; });
    bool const looks = may_have_been_sent(tx);
    if (!looks && is_late(delivery_)) return move_in(tx, [](Delivery& d) { d.state = S::missed; d.problem_code = "publish.too_late"; });
    Done const allowed = may_leave(tx);
    if (!allowed) return move_in(tx, [&](Delivery& d) { d.state = S::cancelled; d.problem_code = allowed.error().code; });
    if (looks) return doubt(tx);
    insert_attempt(tx, open);
    return move_in(tx, [&](Delivery& d) {
      d.state = S::sending;
      d.lease_until = desk_.clock.now() + lease_time;
      if (!d.first_sent_at) d.first_sent_at = desk_.clock.now();
    });
  });
  if (committed && delivery_.state == S::ambiguous) return Next::again;
  if (!committed || delivery_.state != S::sending) return Next::stop;
  point("fence_passed");
  return Next::again;
}

Visit::Next Visit::send() {
  Told const told = connector().send(line(), delivery_.post, operation_of(delivery_));
  point("sent");
  return take_answer(told);
}

S state_after(Fate fate) {
  switch (fate) {
    case Fate::done: return S::live;
    case Fate::refused: return S::rejected;
    case Fate::later: return S::deferred;
    case Fate::sign_in: return S::auth_wait;
    case Fate::not_sent: return S::prepared;
    case Fate::unknown: return S::ambiguous;
  }
  return S::ambiguous;
}

bool Visit::go_live(store::Transaction& tx, std::string const& remote_id, std::string const& url) {
  bool const written = move_in(tx, [&](Delivery& d) {
    d.state = S::live;
    d.remote_id = remote_id;
    d.url = url;
    d.live_at = desk_.clock.now();
    d.proof = connection_.is_simulated ? Origin::simulated : Origin::measured;
    d.problem_code.clear();
    d.problem_detail.clear();
  });
  if (written) jobs::publish_event(tx, "publish.publication_live", json::encode(LiveNow{id_.to_string(), delivery_.brand_id.to_string()}));
  return written;
}

/// What was not done leaves no trace of a first sending: lateness and approval are asked again.
void Visit::note_answer(Delivery& d, Told const& told, S state) const {
  d.state = state;
  d.problem_code = told.code;
  d.problem_detail = kept_text(told.detail);
  d.looks = 0;
  d.tries = state == S::deferred || state == S::prepared ? d.tries + 1 : 0;
  bool const untouched = state == S::deferred || state == S::prepared || state == S::auth_wait;
  if (untouched && is_first_fence_) d.first_sent_at.reset();
}

Visit::Next Visit::take_answer(Told const& told) {
  S const state = state_after(told.fate);
  Attempt const ended = attempt(Step::send, json::name_of(told.fate), told);
  commit([&](store::Transaction& tx) {
    end_open_attempt(tx, id_, ended);
    return state == S::live ? go_live(tx, told.remote_id, told.url) : move_in(tx, [&](Delivery& d) { note_answer(d, told, state); });
  });
  point("answer_kept");
  if (!is_ours_) return Next::stop;
  if (state != S::deferred && state != S::prepared) return Next::again;
  return pause(state, told.wait ? Milliseconds(*told.wait) : delay_after(delivery_.tries, id_.to_string()), told);
}

Visit::Next Visit::look() {
  Operation operation = operation_of(delivery_);
  operation.is_anothers = [this](std::string const& remote_id) {
    return desk_.database.read([&](store::Transaction& tx) { return is_of_another(tx, delivery_, remote_id); });
  };
  Sighting const sighting = connector().look(line(), delivery_.post, operation);
  point("looked");
  if (sighting.sight == Sight::seen) return found(sighting);
  return sighting.sight == Sight::absent ? not_found() : unclear(sighting);
}

Visit::Next Visit::found(Sighting const& sighting) {
  Attempt const note = attempt(Step::look, "seen", {.detail = sighting.url});
  commit([&](store::Transaction& tx) {
    insert_attempt(tx, note);
    return go_live(tx, sighting.remote_id, sighting.url);
  });
  return Next::stop;
}

Visit::Next Visit::not_found() {
  Attempt const note = attempt(Step::look, "absent");
  move([](Delivery& d) { ++d.looks; }, &note);
  if (!is_ours_) return Next::stop;
  if (delivery_.looks < looks_before_resend) return pause(S::ambiguous, look_interval, {.code = "publish.looking"});
  bool const harmless = is_another_instances() || (delivery_.first_sent_at && !keys_have_expired());
  if (harmless && is_late(delivery_)) {
    // The network says it is not there, and its time has passed: told, never burst out late.
    move([](Delivery& d) { d.state = S::missed; d.problem_code = "publish.too_late"; });
    return Next::stop;
  }
  if (!harmless) return ask_person();
  bool const never_sent = is_another_instances();
  move([&](Delivery& d) {
    d.state = never_sent ? S::preparing : S::prepared;
    d.looks = 0;
    if (never_sent) d.first_sent_at.reset();
  });
  return Next::again;
}

Visit::Next Visit::unclear(Sighting const& sighting) {
  Told const told{.code = "publish.looking", .detail = sighting.detail};
  Attempt const note = attempt(Step::look, "unclear", told);
  move([](Delivery& d) { ++d.tries; }, &note);
  if (!is_ours_) return Next::stop;
  if (!has_signed_in_) {
    has_signed_in_ = true;
    Told const session = connector().sign_in(line());
    if (session.fate == Fate::done) return Next::again;
    if (session.fate == Fate::sign_in) mark_connection(Health::needs_reconnect, session);
  }
  if (delivery_.tries >= most_unclear_looks) return ask_person();
  return pause(S::ambiguous, delay_after(delivery_.tries, id_.to_string()), told);
}

Visit::Next Visit::ask_person() {
  move([&](Delivery& d) { d.asked_at = desk_.clock.now(); d.problem_code = "publish.ask_person"; });
  return Next::stop;
}

}  // namespace

void visit(DeliveryDesk const& desk, PublicationId const& id) { Visit(desk, id).run(); }

}  // namespace parvis::publish
