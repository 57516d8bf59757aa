#include "palpate/live/error_bands.hpp"

#include <utility>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/session/error_band_file.hpp"

#include "user_data_folder.hpp"

namespace palpate::live {

std::optional<std::filesystem::path> ownErrorBandsFile()
{
    const auto data = userDataFolder();
    return data ? std::optional{*data / "error-bands.json"} : std::nullopt;
}

Result<std::vector<ErrorBand>> publishedErrorBands()
{
    const auto catalogue = acquisition::catalogFolder();
    if (!catalogue) {
        return fail(catalogue.error());
    }
    return session::readErrorBands(*catalogue / "error-bands/published.json");
}

Result<std::vector<ErrorBand>> allErrorBands()
{
    auto bands = publishedErrorBands();
    const auto own_file = ownErrorBandsFile();
    if (!bands || !own_file) {
        return bands;
    }
    const auto own = session::readErrorBands(*own_file);
    if (!own && own.error().code != ErrorCode::NotFound) {
        return fail(own.error());
    }
    if (own) {
        bands->insert(bands->end(), own->begin(), own->end());
    }
    return bands;
}

}  // namespace palpate::live
