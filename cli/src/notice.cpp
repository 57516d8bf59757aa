#include "notice.hpp"

#include <cstdio>

namespace palpate::cli {

void notice(const std::string& line)
{
    static_cast<void>(std::fputs((line + "\n").c_str(), stderr));
}

}  // namespace palpate::cli
