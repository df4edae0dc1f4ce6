// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/internal/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace parvis::render {
namespace {

constexpr std::size_t longest_frame = std::size_t{256} << 20;
constexpr std::chrono::milliseconds memory_watch{200};

struct Channel {
  int ours = -1;
  int theirs = -1;
};

/// A socket rather than a pipe: writing to a child that has ended must not raise SIGPIPE.
bool open_channel(Channel& channel) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  channel = {ends[0], ends[1]};
  return true;
}

void close_all(std::initializer_list<int> files) {
  for (int const file : files) {
    if (file >= 0) close(file);
  }
}

int spawn(pid_t& pid, std::vector<std::string> const& arguments, int in, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  std::vector<char*> words;
  for (std::string const& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  char const* const path = std::getenv("PATH");
  std::string place = std::string("PATH=") + (path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin");
  std::string tongue = "LANG=C.UTF-8";
  char* environment[] = {place.data(), tongue.data(), nullptr};
  int const error = posix_spawnp(&pid, words[0], &actions, nullptr, words.data(), environment);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

Failure gone() { return unavailable("render.worker_gone"); }

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(std::vector<std::string> arguments, std::size_t most_memory) {
  Channel in;
  Channel out;
  pid_t pid = -1;
  int error = open_channel(in) && open_channel(out) ? 0 : errno;
  if (error == 0) error = spawn(pid, arguments, in.theirs, out.theirs);
  close_all({in.theirs, out.theirs});
  if (error != 0) {
    close_all({in.ours, out.ours});
    return unavailable("render.worker_unavailable", arguments[0] + ": " + std::strerror(error));
  }
  return std::unique_ptr<ChildProcess>(new ChildProcess(pid, in.ours, out.ours, most_memory));
}

ChildProcess::~ChildProcess() {
  close_all({in_, out_});
  if (reaped_) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

bool ChildProcess::alive() {
  if (!reaped_ && waitpid(pid_, nullptr, WNOHANG) == pid_) reaped_ = true;
  return !reaped_;
}

Done ChildProcess::send(std::string_view body, Moment deadline) {
  auto const length = static_cast<std::uint32_t>(body.size());
  std::string head;
  for (int shift = 24; shift >= 0; shift -= 8) head += static_cast<char>(length >> shift & 0xff);
  TRY_DONE(write_all(head, deadline));
  return write_all(body, deadline);
}

Result<std::string> ChildProcess::receive(Moment deadline) {
  TRY(std::string const head, read_exactly(4, deadline));
  std::size_t length = 0;
  for (char const byte : head) length = length << 8 | static_cast<unsigned char>(byte);
  if (length > longest_frame) return gone();
  return read_exactly(length, deadline);
}

/// Waits in short turns, so that a child that eats the machine's memory is seen.
Done ChildProcess::wait_for(int file, short events, Moment deadline) const {
  while (true) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return unavailable("render.timeout");
    pollfd waited{file, events, 0};
    int const ready = poll(&waited, 1, static_cast<int>(std::min(left, memory_watch).count()));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return gone();
    if (memory() > most_memory_) return unavailable("render.out_of_memory");
  }
}

Done ChildProcess::write_all(std::string_view bytes, Moment deadline) {
  while (!bytes.empty()) {
    TRY_DONE(wait_for(in_, POLLOUT, deadline));
    ssize_t const sent = ::send(in_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return gone();
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

Result<std::string> ChildProcess::read_exactly(std::size_t length, Moment deadline) {
  std::string bytes(length, '\0');
  std::size_t got = 0;
  while (got < length) {
    TRY_DONE(wait_for(out_, POLLIN, deadline));
    ssize_t const count = recv(out_, bytes.data() + got, length - got, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) return gone();
    if (count > 0) got += static_cast<std::size_t>(count);
  }
  return bytes;
}

std::size_t ChildProcess::memory() const {
  std::ifstream pages("/proc/" + std::to_string(pid_) + "/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  pages >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace parvis::render
