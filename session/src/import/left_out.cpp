#include "import/left_out.hpp"

#include <algorithm>

#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

void LeftOut::add(std::string_view name, std::string_view what)
{
    auto plain = plainName(name);
    if (!what.empty()) {
        plain += fmt::format(" ({})", what);
    }
    if (std::find(names_.begin(), names_.end(), plain) != names_.end() || names_.size() > kMaxNames) {
        return;
    }
    names_.push_back(names_.size() == kMaxNames ? std::string{"more of them"} : std::move(plain));
}

}  // namespace palpate::session
