#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palpate::session {

/// The names of entries that are not taken over because they may identify a person, each once, in their
/// order; at most kMaxNames, whatever a file holds.
class LeftOut final {
  public:
    static constexpr std::size_t kMaxNames = 50;

    /// `name` as the file has it: what a message cannot show becomes '_'. `what` is our word for what it
    /// holds.
    void add(std::string_view name, std::string_view what = {});
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  private:
    std::vector<std::string> names_;
};

}  // namespace palpate::session
