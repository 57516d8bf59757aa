#include "json_output.hpp"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>

namespace palpate::cli {

void printJson(const Json& document)
{
    fmt::print(stdout, "{}\n", document.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace));
}

Json jsonOf(const std::optional<double>& value)
{
    return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json jsonOf(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

}  // namespace palpate::cli
