"""Reads statements with their inputs and rows as JSON, runs each on a local Spark, writes the results as JSON."""
import json
import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.types import IntegerType, StringType, StructField, StructType


def ask(spark, question, folder):
    inputs = question["inputs"]
    fields = [StructField("key", IntegerType())] + [StructField(i["name"], StringType()) for i in inputs]
    path = os.path.join(folder, "rows.json")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({**row, "key": key}) + "\n" for key, row in enumerate(question["rows"]))
    spark.read.schema(StructType(fields)).json(path).createOrReplaceTempView("given")
    casts = "".join(f", cast(`{i['name']}` as {i['sqlType']}) as `{i['name']}`" for i in inputs)
    spark.sql(f"select key{casts} from given").createOrReplaceTempView("cases")
    try:
        return [list(row) for row in spark.sql(question["text"]).collect()]
    except Exception as error:  # told with the statement by who asked
        return {"error": str(error)[:2000]}


def main(source, target):
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    with open(source, encoding="utf-8") as file:
        questions = json.load(file)
    answers = [ask(spark, question, os.path.dirname(source)) for question in questions]
    with open(target, "w", encoding="utf-8") as file:
        json.dump(answers, file)
    spark.stop()


main(sys.argv[1], sys.argv[2])
