"""P9: nobody where they do not belong. The table names every route; the walk proves it for every actor."""
