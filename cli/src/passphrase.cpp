#include "passphrase.hpp"

#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

namespace palpate::cli {

namespace {

/// Nothing typed is shown until the end of its life.
class HiddenTyping final {
  public:
    explicit HiddenTyping(int terminal)
        : terminal_{terminal}, is_hidden_{::tcgetattr(terminal, &before_) == 0}
    {
        if (is_hidden_) {
            termios hidden = before_;
            hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            is_hidden_ = ::tcsetattr(terminal, TCSAFLUSH, &hidden) == 0;
        }
    }
    HiddenTyping(const HiddenTyping&) = delete;
    HiddenTyping& operator=(const HiddenTyping&) = delete;
    ~HiddenTyping()
    {
        if (is_hidden_) {
            ::tcsetattr(terminal_, TCSAFLUSH, &before_);
        }
    }
    [[nodiscard]] bool isHidden() const { return is_hidden_; }

  private:
    int terminal_;
    termios before_{};
    bool is_hidden_;
};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using Terminal = std::unique_ptr<std::FILE, CloseFile>;

std::optional<std::string> ask(std::FILE* terminal, const char* question)
{
    fmt::print(terminal, "{}: ", question);
    std::fflush(terminal);
    std::string typed;
    int c = 0;
    while ((c = std::fgetc(terminal)) != EOF && c != '\n') {
        typed.push_back(static_cast<char>(c));
    }
    fmt::print(terminal, "\n");
    return c == EOF && typed.empty() ? std::nullopt : std::optional{typed};
}

Result<std::string> askOnTerminal(bool is_new)
{
    const Terminal terminal{std::fopen("/dev/tty", "r+e")};
    if (!terminal) {
        return fail(ErrorCode::InvalidArgument,
                    "there is no terminal to type a passphrase on: --passphrase-file FILE names a file that "
                    "holds it");
    }
    const HiddenTyping hidden{::fileno(terminal.get())};
    if (!hidden.isHidden()) {
        return fail(ErrorCode::Io,
                    "this terminal would show the passphrase: --passphrase-file FILE names a file "
                    "that holds it");
    }
    auto typed = ask(terminal.get(), "Passphrase");
    if (typed && is_new && ask(terminal.get(), "Once more") != typed) {
        return fail(ErrorCode::InvalidArgument, "the two passphrases differ; nothing was written");
    }
    if (!typed) {
        return fail(ErrorCode::Cancelled, "no passphrase was typed");
    }
    return std::move(*typed);
}

}  // namespace

Result<std::string> readPassphrase(const std::string& file, bool is_new)
{
    if (file.empty()) {
        return askOnTerminal(is_new);
    }
    std::ifstream stream{file};
    std::string line;
    if (!std::getline(stream, line) || line.empty()) {
        return fail(ErrorCode::NotFound, fmt::format("{}: holds no passphrase in its first line", file));
    }
    if (line.back() == '\r') {
        line.pop_back();
    }
    return line;
}

}  // namespace palpate::cli
