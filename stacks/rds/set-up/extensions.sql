-- Statement statistics: the parameter group loads the library, each database needs the view. Run it as the master user.
-- https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Extensions.html
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
