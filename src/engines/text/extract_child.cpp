// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "text/internal/child.h"
#include "text/internal/documents.h"

namespace parvis::text::internal {
namespace {

constexpr std::array<char const*, 3> places = {"parvis-extract", "../parvis-extract", "../libexec/parvis/parvis-extract"};

/// Closes a descriptor when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

std::string child_path() {
  std::error_code error;
  auto const here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (char const* place : places) {
    auto const path = here / place;
    if (std::filesystem::is_regular_file(path, error)) return path.string();
  }
  return {};
}

/// The document in memory that the child reads as its standard input: no file is written, no pipe can fill up.
bool fill(int memory, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(memory, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::lseek(memory, 0, SEEK_SET) == 0;
}

struct Command {
  std::string path;
  std::string format;
  std::string limits;
};

/// The child's process id, or -1. It inherits three descriptors and an empty environment.
pid_t start(Command& command, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  std::array<char*, 4> arguments = {command.path.data(), command.format.data(), command.limits.data(), nullptr};
  std::string locale = "LC_ALL=C.UTF-8";
  std::array<char*, 2> environment = {locale.data(), nullptr};
  pid_t child = -1;
  int const failed = posix_spawn(&child, command.path.c_str(), &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? child : -1;
}

std::chrono::milliseconds left_until(std::chrono::steady_clock::time_point end) {
  auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  return std::max(left, std::chrono::milliseconds(0));
}

/// All that the child says before it closes, or nullopt past the deadline or the cap.
std::optional<std::string> listen(int output, ExtractLimits const& limits) {
  auto const end = std::chrono::steady_clock::now() + std::chrono::milliseconds(limits.deadline_ms);
  std::size_t const cap = limits.text_bytes * 6 + 4'000'000;  // JSON escapes, and the frame of each paragraph
  std::string said;
  std::array<char, 65536> buffer;
  for (;;) {
    pollfd waiting{output, POLLIN, 0};
    int const ready = ::poll(&waiting, 1, static_cast<int>(left_until(end).count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 || said.size() > cap) return std::nullopt;
    auto const count = ::read(output, buffer.data(), buffer.size());
    if (count == 0) return said;
    if (count < 0 && errno != EINTR) return std::nullopt;
    if (count > 0) said.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// True when the child ended by itself and well.
bool ended_well(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

Failure refused(Refusal const& refusal) {
  if (refusal.code == "document.encrypted" || refusal.code == "document.media_opaque" || refusal.code == "document.wrong_extension") return unsupported(refusal.code, refusal.value);
  if (refusal.code == "document.unreadable") return unreadable(refusal.value);
  return too_large(refusal.code, refusal.limit, refusal.value);
}

}  // namespace

Result<Answer> ask_child(Errand const& errand, std::string_view bytes, ExtractLimits const& limits) {
  Command command{child_path(), errand.name, json::encode(limits)};
  if (command.path.empty()) return unavailable("document.reader_missing");
  Descriptor const memory(::memfd_create("document", MFD_CLOEXEC));
  std::array<int, 2> ends{-1, -1};
  if (memory.number() < 0 || !fill(memory.number(), bytes) || ::pipe2(ends.data(), O_CLOEXEC) != 0) return unavailable("document.reader_missing", std::strerror(errno));
  Descriptor const output(ends[0]);
  Descriptor input_of_child(ends[1]);
  pid_t const child = start(command, memory.number(), ends[1]);
  if (child < 0) return unavailable("document.reader_missing", command.path);
  input_of_child.close();
  auto const said = listen(output.number(), limits);
  if (!said) ::kill(child, SIGKILL);
  if (!ended_well(child) || !said) return unreadable("the reader crashed or ran out of time");
  auto answer = json::decode<Answer>(*said);
  if (!answer) return unreadable("the reader answered nonsense");
  if (answer->refusal) return refused(*answer->refusal);
  return std::move(*answer);
}

Result<Extracted> read_in_child(DocumentFormat format, std::string_view bytes, ExtractLimits const& limits) {
  TRY(Answer answer, ask_child({json::name_of(format)}, bytes, limits));
  if (!answer.extracted) return unreadable("the reader answered nonsense");
  return std::move(*answer.extracted);
}

}  // namespace parvis::text::internal
