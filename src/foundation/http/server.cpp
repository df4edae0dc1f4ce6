// SPDX-License-Identifier: AGPL-3.0-or-later
// With internal/connection.h all that knows Boost.Beast. A connection is a coroutine on a strand of its own; a request's handler runs on the
// pool and comes back there. Everything a coroutine refers to lives in the Engine, which outlives them all.
#include "http/server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <condition_variable>
#include <thread>
#include <unordered_set>

#include "base/random.h"
#include "http/body_budget.h"
#include "http/date.h"
#include "http/internal/connection.h"
#include "http/pace.h"
#include "http/refusals.h"
#include "http/spool.h"
#include "http/target.h"

namespace parvis::http {
namespace {

using namespace internal;
namespace wire = boost::beast::http;
using std::chrono::milliseconds;
template <class T>
using Awaitable = asio::awaitable<T>;

constexpr std::size_t read_piece = 64 << 10;
constexpr std::size_t most_drained = 64 << 20;
constexpr milliseconds drain_deadline{5'000};
constexpr auto const* no_room = "the bodies under way leave no room";

auto told(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

/// What reading a request came to: the request, or the problem to answer before closing, or neither (just close).
struct Received {
  RowOptions::Body body = RowOptions::Body::memory;
  std::optional<Request> request;
  std::optional<Response> refusal;
  BodyBudget::Share held = {};  // by the request's body
  bool keeps_alive = false;
  unsigned version = 11;
  Method method = Method::get;
  std::size_t most_body_bytes = 0;
};

std::size_t in_memory(std::string const& body) { return body.size(); }
std::size_t in_memory(wire::file_body::value_type const&) { return 0; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& letter : out) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return out;
}

void take_headers(wire::fields const& fields, Request& request) {
  for (auto const& field : fields) {
    std::string const name = lower(field.name_string());
    std::string& value = request.headers[name];
    if (!value.empty()) value += name == "cookie" ? "; " : ", ";
    value += std::string_view(field.value());
  }
}

template <class Message>
void fill_head(Message& message, Response const& response, Received const& received) {
  message.version(received.version);
  message.result(static_cast<unsigned>(response.status));
  message.keep_alive(received.keeps_alive);
  message.set(wire::field::date, http_date());
  if (!response.content_type.empty()) message.set(wire::field::content_type, response.content_type);
  // A line break within a value would be a header of its own: such a value is dropped whole.
  for (auto const& [name, value] : response.headers) {
    if (value.find_first_of("\r\n") == std::string::npos) message.insert(name, value);
  }
}

/// A request that breaks the protocol, as against a client that went away.
bool is_malformed(error_code error) {
  static error_code const sample = wire::make_error_code(wire::error::bad_target);
  return error.category() == sample.category() && error != wire::error::end_of_stream && error != wire::error::partial_message;
}

bool has_body(int status) { return status != 204 && status != 304; }

}  // namespace

class Server::Engine {
 public:
  Engine(ServerParts parts, ServerOptions options)
      : parts_(std::move(parts)), options_(std::move(options)), io_(int(options_.io_threads)), acceptor_(asio::make_strand(io_)), workers_(options_.workers) {}

  void start() {
    error_code error;
    auto const address = asio::ip::make_address(options_.address, error);
    if (!error) acceptor_.open(tcp::endpoint(address, 0).protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind({address, options_.port}, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) throw std::runtime_error("cannot listen on " + options_.address + ":" + std::to_string(options_.port) + ": " + error.message());
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(acceptor_.get_executor(), accept(), asio::detached);
    for (std::size_t i = 0; i < options_.io_threads; ++i) threads_.emplace_back([this] { io_.run(); });
  }

  void stop(milliseconds patience) {
    if (stopping_.exchange(true)) return;
    asio::post(acceptor_.get_executor(), [this] { acceptor_.close(); });
    parts_.streams.close();
    {
      std::unique_lock lock(mutex_);
      for (Connection* const connection : open_) {
        asio::post(connection->stream.get_executor(), [this, connection] { end_if_idle(connection); });
      }
      all_closed_.wait_for(lock, patience, [this] { return open_.empty(); });
    }
    io_.stop();
    workers_.join();
    for (std::thread& thread : threads_) thread.join();
  }

  std::uint16_t port() const { return port_; }
  std::size_t connections() const {
    std::lock_guard const lock(mutex_);
    return open_.size();
  }

 private:
  // The connection may be gone by now: only those still listed may be touched.
  void end_if_idle(Connection* connection) {
    std::lock_guard const lock(mutex_);
    if (open_.contains(connection) && !connection->busy) connection->stream.cancel();
  }

  Awaitable<void> accept() {
    while (!stopping_) {
      error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(asio::make_strand(io_), told(error));
      if (error == asio::error::operation_aborted) co_return;
      if (error) {  // out of descriptors, most likely: others will be closed soon
        asio::steady_timer pause(acceptor_.get_executor(), milliseconds(50));
        co_await pause.async_wait(told(error));
        continue;
      }
      if (connections() >= options_.most_connections) continue;
      socket.set_option(tcp::no_delay(true), error);
      auto connection = std::make_shared<Connection>(std::move(socket));
      auto const executor = connection->stream.get_executor();
      asio::co_spawn(executor, serve(std::move(connection)), asio::detached);
    }
  }

  Awaitable<void> serve(std::shared_ptr<Connection> connection) {
    error_code error;
    auto const peer = connection->stream.socket().remote_endpoint(error);
    connection->peer = peer.address().is_v6() && peer.address().to_v6().is_v4_mapped()
                           ? asio::ip::make_address_v4(asio::ip::v4_mapped, peer.address().to_v6()).to_string()
                           : peer.address().to_string();
    {
      std::lock_guard const lock(mutex_);
      open_.insert(connection.get());
    }
    try {
      while (co_await serve_one(*connection)) {
      }
    } catch (std::exception const&) {
      // The client went away in the middle, or memory is short: the connection ends, the others go on.
    }
    connection->stream.socket().shutdown(tcp::socket::shutdown_both, error);
    std::lock_guard const lock(mutex_);
    open_.erase(connection.get());
    if (open_.empty()) all_closed_.notify_all();
  }

  /// One request and its answer. False: close.
  Awaitable<bool> serve_one(Connection& connection) {
    connection.busy = false;
    if (!co_await first_byte(connection)) co_return false;
    connection.busy = true;
    Received received = co_await receive(connection);
    if (received.refusal) {
      received.keeps_alive = false;
      co_await send(connection, *received.refusal, received, received.method);
      co_await drain(connection);
      co_return false;
    }
    if (!received.request) co_return false;
    Response const response = co_await worked(*received.request, received.body);
    if (received.request->spooled) discard(*received.request->spooled);
    received.request.reset();
    received.held = {};
    if (stopping_) received.keeps_alive = false;
    if (response.stream_topic && response.status == 200 && received.method == Method::get) {
      co_await stream_events(connection, response, std::move(received));
      co_return false;
    }
    bool const sent = co_await send(connection, response, received, received.method);
    co_return sent && received.keeps_alive;
  }

  /// A refused client may still be sending: closing now would reset the connection and lose the answer on its way.
  Awaitable<void> drain(Connection& connection) {
    error_code error;
    connection.stream.socket().shutdown(tcp::socket::shutdown_send, error);
    connection.stream.expires_after(drain_deadline);
    for (std::size_t read = connection.buffer.size(); !error && read < most_drained;) {
      connection.buffer.clear();
      read += co_await connection.stream.async_read_some(connection.buffer.prepare(read_piece), told(error));
    }
  }

  Awaitable<bool> first_byte(Connection& connection) {
    if (connection.buffer.size() > 0) co_return true;
    if (stopping_) co_return false;
    error_code error;
    connection.stream.expires_after(options_.idle);
    std::size_t const count = co_await connection.stream.async_read_some(connection.buffer.prepare(4096), told(error));
    connection.buffer.commit(count);
    co_return !error;
  }

  Awaitable<Received> receive(Connection& connection) {
    Received received;
    Request request;
    request.id = random_token(9);
    wire::request_parser<wire::empty_body> head;
    head.header_limit(options_.most_header_bytes);
    head.body_limit(boost::none);
    error_code error;
    connection.stream.expires_after(options_.header_deadline);
    co_await wire::async_read_header(connection.stream, connection.buffer, head, told(error));
    if (error) {
      if (error == wire::error::header_limit) received.refusal = refused(request, header_too_large(request, options_.most_header_bytes));
      else if (is_malformed(error)) received.refusal = refused(request, malformed_request(request));
      co_return received;
    }
    received.version = head.get().version();
    received.keeps_alive = head.get().keep_alive();
    if (int const status = name_request(head.get(), connection, request); status != 0) {
      received.refusal = refused(request, malformed_request(request, status));
      co_return received;
    }
    received.method = request.method;
    Row const* const row = parts_.router.find(request.method, request.path);
    RowOptions const options = row == nullptr ? RowOptions{} : row->options;
    received.most_body_bytes = options.most_body_bytes;
    received.refusal = co_await refused_by_head(head, row, request);
    if (received.refusal) co_return received;
    co_await invite(connection, head.get());
    received.body = options.body;
    bool const whole = waits_on_disk(options) ? co_await spool(connection, head, options, request, received)
                                                                  : co_await read_body(connection, head, options, request, received);
    if (whole) received.request = std::move(request);
    co_return received;
  }

  /// Nobody fills the memory or the disk before it is known who they are and what for.
  Awaitable<std::optional<Response>> refused_by_head(wire::request_parser<wire::empty_body> const& head, Row const* row, Request& request) {
    std::size_t const announced = head.content_length().value_or(0);
    if (announced == 0 && !head.chunked()) co_return std::nullopt;
    if (row == nullptr) co_return co_await worked(request, RowOptions::Body::memory);
    RowOptions const& options = row->options;
    if (announced > options.most_body_bytes) co_return refused(request, body_too_large(request, options.most_body_bytes));
    if (waits_on_disk(options)) co_return co_await refusal(request);
    if (!budget_.has_room(announced)) co_return refused(request, too_busy(request), no_room);
    co_return std::nullopt;
  }

  /// Zero, or the status of a request that cannot be named.
  int name_request(wire::header<true, wire::fields> const& head, Connection const& connection, Request& request) {
    auto const method = method_named(std::string(head.method_string()));
    auto const target = parse_target(std::string_view(head.target()));
    if (!method) return 501;
    if (!target || head.count(wire::field::host) > 1 || (head.version() == 11 && head.count(wire::field::host) == 0)) return 400;
    request.method = *method;
    request.path = target->path;
    request.query = target->query;
    take_headers(head, request);
    options_.proxies.name_client(connection.peer, request);
    return 0;
  }

  /// Answers "Expect: 100-continue", once it is known that the body will be read.
  Awaitable<void> invite(Connection& connection, wire::header<true, wire::fields> const& head) {
    if (!beast::iequals(head[wire::field::expect], "100-continue")) co_return;
    wire::response<wire::empty_body> go_on(wire::status::continue_, head.version());
    error_code error;
    co_await wire::async_write(connection.stream, go_on, told(error));
  }

  Pace pace(milliseconds silence) const { return {{silence, options_.grace, options_.least_bytes_a_second}, Pace::Instant::clock::now()}; }

  /// Reads the rest of a body, for as long as it goes on. False: refused or gone.
  template <class Parser>
  Awaitable<bool> read_rest(Connection& connection, Parser& parser, Request const& request, Received& received) {
    Pace pace = this->pace(options_.body_silence);
    received.held = BodyBudget::Share(budget_);
    error_code error;
    parser.eager(true);
    connection.stream.expires_never();
    while (!error && !parser.is_done()) {
      connection.wake_at(pace.deadline());
      std::size_t const count = co_await wire::async_read_some(connection.stream, connection.buffer, parser, told(error));
      pace.moved(count, Pace::Instant::clock::now());
      if (!error && !received.held.grow_to(in_memory(parser.get().body()))) error = asio::error::no_memory;
    }
    connection.alarm.expires_at(Pace::Instant::max());
    if (!error) co_return true;
    received.held = {};
    received.refusal = stopped(error, request, pace.bytes(), received);
    co_return false;
  }

  /// What is answered to a body that broke off; nothing when its client is gone.
  std::optional<Response> stopped(error_code error, Request const& request, std::size_t bytes, Received const& received) const {
    if (error == wire::error::body_limit) return refused(request, body_too_large(request, received.most_body_bytes));
    if (is_malformed(error)) return refused(request, malformed_request(request));
    if (error == asio::error::no_memory) return refused(request, too_busy(request), no_room);
    if (error != asio::error::operation_aborted) return std::nullopt;
    return refused(request, body_too_slow(request), "the body was too slow: " + std::to_string(bytes) + " bytes came");
  }

  Awaitable<bool> read_body(Connection& connection, wire::request_parser<wire::empty_body>& head, RowOptions const& options, Request& request,
                            Received& received) {
    wire::request_parser<wire::string_body> parser(std::move(head));
    parser.body_limit(options.most_body_bytes);
    bool const whole = co_await read_rest(connection, parser, request, received);
    if (whole) request.body = std::move(parser.get().body());
    co_return whole;
  }

  Awaitable<bool> spool(Connection& connection, wire::request_parser<wire::empty_body>& head, RowOptions const& options, Request& request,
                        Received& received) {
    wire::request_parser<wire::file_body> parser(std::move(head));
    parser.body_limit(options.most_body_bytes);
    auto const path = options_.spool_folder / ("upload-" + request.id);
    error_code error;
    parser.get().body().open(path.c_str(), beast::file_mode::write_new, error);
    if (error) throw boost::system::system_error(error);
    bool const whole = co_await read_rest(connection, parser, request, received);
    parser.get().body().close();
    if (whole) request.spooled = path;
    if (!whole) discard(path);
    co_return whole;
  }

  Awaitable<Response> worked(Request& request, RowOptions::Body body) {
    if (waiting_.fetch_add(1) >= options_.most_waiting + options_.workers) {
      waiting_.fetch_sub(1);
      co_return refused(request, too_busy(request));
    }
    auto const handle = [this, &request, body]() -> Awaitable<Response> {
      try {
        if (request.spooled && body == RowOptions::Body::memory) bring_to_memory(request);
      } catch (std::exception const& failure) {
        co_return refused(request, machine_failure(request), failure.what());
      }
      co_return parts_.service.answer(request);
    };
    Response response = co_await asio::co_spawn(workers_, handle, asio::use_awaitable);
    waiting_.fetch_sub(1);
    co_return response;
  }

  Response refused(Request const& request, Response response, std::string trouble = {}) const {
    return parts_.service.refused(request, std::move(response), std::move(trouble));
  }

  Awaitable<std::optional<Response>> refusal(Request const& request) {
    auto const ask = [this, &request]() -> Awaitable<std::optional<Response>> { co_return parts_.service.refusal(request); };
    co_return co_await asio::co_spawn(workers_, ask, asio::use_awaitable);
  }

  /// False when the client did not take it.
  Awaitable<bool> send(Connection& connection, Response const& response, Received const& received, Method method) {
    if (response.file) co_return co_await send_file(connection, response, received, method);
    if (method == Method::head || !has_body(response.status)) {
      wire::response<wire::empty_body> message;
      fill_head(message, response, received);
      if (has_body(response.status)) message.content_length(response.body.size());
      co_return co_await write(connection, message);
    }
    wire::response<wire::string_body> message;
    fill_head(message, response, received);
    message.body() = response.body;
    message.prepare_payload();
    co_return co_await write(connection, message);
  }

  Awaitable<bool> send_file(Connection& connection, Response const& response, Received const& received, Method method) {
    wire::response<wire::file_body> message;
    fill_head(message, response, received);
    error_code error;
    message.body().open(response.file->c_str(), beast::file_mode::scan, error);
    if (error) {
      bool const gone = error == boost::system::errc::no_such_file_or_directory;
      Request const unnamed;
      Response const missed = gone ? problem_answer(not_found("http.not_found").value(), unnamed) : refused(unnamed, too_busy(unnamed), error.message());
      co_return co_await send(connection, missed, received, method);
    }
    message.prepare_payload();
    if (method != Method::head) co_return co_await write(connection, message);
    wire::response_serializer<wire::file_body> serializer(message);
    connection.stream.expires_after(options_.write_silence);
    co_await wire::async_write_header(connection.stream, serializer, told(error));
    co_return !error;
  }

  template <class Body>
  Awaitable<bool> write(Connection& connection, wire::response<Body>& message) {
    wire::response_serializer<Body> serializer(message);
    Pace pace = this->pace(options_.write_silence);
    error_code error;
    while (!error && !serializer.is_done()) {
      connection.stream.expires_at(pace.deadline());
      std::size_t const count = co_await wire::async_write_some(connection.stream, serializer, told(error));
      pace.moved(count, Pace::Instant::clock::now());
    }
    co_return !error;
  }

  Awaitable<bool> write_text(Connection& connection, std::string const& text) {
    error_code error;
    connection.stream.expires_after(options_.write_silence);
    co_await asio::async_write(connection.stream, asio::buffer(text), told(error));
    co_return !error;
  }

  /// Until the client goes, is too slow, has listened as long as one may, or the server stops. The answer has no length: its
  /// end is the connection's.
  Awaitable<void> stream_events(Connection& connection, Response const& response, Received received) {
    auto const executor = connection.stream.get_executor();
    auto const bell = std::make_shared<asio::steady_timer>(executor);
    auto const listener = parts_.streams.subscribe(*response.stream_topic, [bell, executor] { asio::post(executor, [bell] { bell->cancel(); }); });
    received.keeps_alive = false;
    wire::response<wire::empty_body> head;
    fill_head(head, response, received);
    head.set("X-Accel-Buffering", "no");
    wire::response_serializer<wire::empty_body> serializer(head);
    error_code error;
    connection.stream.expires_after(options_.write_silence);
    co_await wire::async_write_header(connection.stream, serializer, told(error));
    std::string text = ": open\n\n";
    auto const end = std::chrono::steady_clock::now() + options_.longest_stream;
    while (!error && std::chrono::steady_clock::now() < end) {
      if (!co_await write_text(connection, text)) co_return;
      auto frames = listener->take();
      if (frames && frames->empty()) {
        bell->expires_after(options_.heartbeat);
        error_code woken;
        co_await bell->async_wait(told(woken));
        frames = listener->take();
      }
      if (!frames) co_return;
      text = frames->empty() ? ": still here\n\n" : std::move(*frames);
    }
  }

  ServerParts const parts_;
  ServerOptions const options_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::thread_pool workers_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> waiting_ = 0;
  BodyBudget budget_{options_.most_held_bytes};
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable all_closed_;
  std::unordered_set<Connection*> open_;
};

Server::Server(ServerParts parts, ServerOptions options) : engine_(std::make_unique<Engine>(std::move(parts), std::move(options))) {}
Server::~Server() { engine_->stop(milliseconds(0)); }
void Server::start() { engine_->start(); }
std::uint16_t Server::port() const { return engine_->port(); }
void Server::stop(milliseconds patience) { engine_->stop(patience); }
std::size_t Server::connections() const { return engine_->connections(); }

}  // namespace parvis::http
