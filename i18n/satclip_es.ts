<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context>
    <name>@default</name>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="18"/>
        <source>Encoder</source>
        <translation>Codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Add embeddings to a layer</source>
        <translation>Añadir embeddings a una capa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>satclip,embedding,location,satellite,features,enrich,machine learning</source>
        <translation>satclip,embedding,ubicación,satélite,variables,enriquecer,aprendizaje automático</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="63"/>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="73"/>
        <source>Number of principal components</source>
        <translation>Número de componentes principales</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="79"/>
        <source>Layer with embeddings</source>
        <translation>Capa con embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features with an embedding</source>
        <translation>Objetos con embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Number of fields added</source>
        <translation>Número de campos añadidos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="124"/>
        <source>The output could not be written: {reason}</source>
        <translation>No se pudo escribir la salida: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>satclip,embedding,raster,map,pca,principal components,satellite,machine learning</source>
        <translation>satclip,embedding,ráster,mapa,acp,componentes principales,satélite,aprendizaje automático</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="79"/>
        <source>Extent</source>
        <translation>Extensión</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="51"/>
        <source>Pixel size</source>
        <translation>Tamaño de píxel</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="61"/>
        <source>Number of principal components (bands)</source>
        <translation>Número de componentes principales (bandas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="67"/>
        <source>Embedding map</source>
        <translation>Mapa de embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Width in pixels</source>
        <translation>Anchura en píxeles</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Height in pixels</source>
        <translation>Altura en píxeles</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Set up the backend</source>
        <translation>Instalar el backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>satclip,install,torch,pytorch,python,environment</source>
        <translation>satclip,instalar,torch,pytorch,python,entorno</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="71"/>
        <source>The extent (EXTENT) has no area: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</source>
        <translation>La extensión (EXTENT) no tiene área: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="104"/>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="79"/>
        <source>Add embeddings to a layer…</source>
        <translation>Añadir embeddings a una capa…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="179"/>
        <source>Set up the backend…</source>
        <translation>Instalar el backend…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="52"/>
        <source>Options…</source>
        <translation>Opciones…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Clusters</source>
        <translation>Clústeres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="93"/>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="388"/>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="131"/>
        <source>Similarity at the cursor: {value}</source>
        <translation>Similitud en el cursor: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="72"/>
        <source>Add live embedding layer</source>
        <translation>Añadir capa dinámica de embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="73"/>
        <source>Similar places</source>
        <translation>Lugares similares</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="335"/>
        <source>Similarity: {value}</source>
        <translation>Similitud: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="89"/>
        <source>Live embeddings ({encoder})</source>
        <translation>Embeddings dinámicos ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="90"/>
        <source>Live similarity ({encoder})</source>
        <translation>Similitud dinámica ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="91"/>
        <source>Live clusters ({encoder})</source>
        <translation>Clústeres dinámicos ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>satclip,embedding,raster,map,similarity,similar places,search,satellite</source>
        <translation>satclip,embedding,ráster,mapa,similitud,lugares similares,búsqueda,satélite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="78"/>
        <source>Similarity map</source>
        <translation>Mapa de similitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite</source>
        <translation>satclip,embedding,ráster,mapa,clúster,k-means,clasificación,regiones,satélite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="62"/>
        <source>Number of clusters</source>
        <translation>Número de clústeres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="59"/>
        <source>Cluster map</source>
        <translation>Mapa de clústeres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="83"/>
        <source>correct</source>
        <translation>correcta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="84"/>
        <source>incorrect</source>
        <translation>incorrecta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="69"/>
        <source>Gradient boosting</source>
        <translation>Gradient boosting</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="72"/>
        <source>Neural network (MLP)</source>
        <translation>Red neuronal (MLP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>Estimator</source>
        <translation>Estimador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Regression</source>
        <translation>Regresión</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Classification</source>
        <translation>Clasificación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="166"/>
        <source>Number of folds</source>
        <translation>Número de pliegues</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="108"/>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="107"/>
        <source>SatCLIP models (*.satclip)</source>
        <translation>Modelos SatCLIP (*.satclip)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="219"/>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>HTML files (*.html)</source>
        <translation>Archivos HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="72"/>
        <source>Reading the layer</source>
        <translation>Leyendo la capa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>satclip,predict,prediction,model,regression,classification,uncertainty</source>
        <translation>satclip,predecir,predicción,modelo,regresión,clasificación,incertidumbre</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="65"/>
        <source>Layer with predictions</source>
        <translation>Capa con predicciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model</source>
        <translation>satclip,evaluar,generalización,transferencia,regiones,continentes,zero-shot,modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="74"/>
        <source>Scores by region</source>
        <translation>Puntuaciones por región</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Number of regions</source>
        <translation>Número de regiones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compare encoders</source>
        <translation>Comparar codificadores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>satclip,compare,encoder,embedding,benchmark,resolution,degree</source>
        <translation>satclip,comparar,codificador,embedding,comparativa,resolución,grado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="76"/>
        <source>Scores by encoder</source>
        <translation>Puntuaciones por codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="74"/>
        <source>The layer “{layer}” has no field “{field}”.</source>
        <translation>La capa «{layer}» no tiene ningún campo «{field}».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="127"/>
        <source>The layer “{layer}” has no features.</source>
        <translation>La capa «{layer}» no contiene objetos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>satclip,predict,prediction,map,raster,model,uncertainty,applicability</source>
        <translation>satclip,predecir,predicción,mapa,ráster,modelo,incertidumbre,aplicabilidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="77"/>
        <source>Prediction map</source>
        <translation>Mapa de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fit a model</source>
        <translation>Ajustar un modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>satclip,regression,classification,machine learning,cross-validation,predict,model</source>
        <translation>satclip,regresión,clasificación,aprendizaje automático,validación cruzada,predecir,modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="135"/>
        <source>Name of the score</source>
        <translation>Nombre de la puntuación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Run</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="45"/>
        <source>Time left</source>
        <translation>Tiempo restante</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="107"/>
        <source>Model card</source>
        <translation>Ficha del modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="177"/>
        <source>waiting</source>
        <translation>en espera</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="178"/>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="179"/>
        <source>stopping</source>
        <translation>deteniéndose</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="180"/>
        <source>stopped</source>
        <translation>detenido</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="181"/>
        <source>finished</source>
        <translation>terminado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="182"/>
        <source>failed</source>
        <translation>fallido</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="40"/>
        <source>No evaluation yet</source>
        <translation>Aún no hay evaluaciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="166"/>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>training</source>
        <translation>entrenamiento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>held out</source>
        <translation>reservados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 1</source>
        <translation>top 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>top 10</source>
        <translation>top 10</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="116"/>
        <source>step</source>
        <translation>iteración</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="223"/>
        <source>The layer “{layer}” can't be read.</source>
        <translation>No se puede leer la capa «{layer}».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Pretrain an encoder</source>
        <translation>Preentrenar un codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised</source>
        <translation>satclip,preentrenar,entrenar,codificador,imágenes,satélite,aprendizaje automático,autosupervisado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="20"/>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="69"/>
        <source>Or a folder of patches</source>
        <translation>O una carpeta de parches</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>My region</source>
        <translation>Mi región</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="106"/>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="109"/>
        <source>Training steps</source>
        <translation>Iteraciones de entrenamiento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>satclip,sample,imagery,patches,chips,tiles,pretrain,satellite</source>
        <translation>satclip,muestrear,imágenes,parches,recortes,teselas,preentrenar,satélite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="58"/>
        <source>The folder {folder} can&apos;t be read: {reason}.</source>
        <translation>No se puede leer la carpeta {folder}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="36"/>
        <source>{file} can&apos;t be written: the folder {folder} does not exist.</source>
        <translation>No se puede escribir {file}: la carpeta {folder} no existe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>{file} can&apos;t be read or written: {reason}.</source>
        <translation>No se puede leer o escribir {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="132"/>
        <source>A file</source>
        <translation>Un archivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="310"/>
        <source> and {count} more</source>
        <translation> y {count} más</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Principal components (RGB)</source>
        <translation>Componentes principales (RGB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="42"/>
        <source>Similarity to locations</source>
        <translation>Similitud con ubicaciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="54"/>
        <source>Add a raster layer that is rendered while you pan and zoom</source>
        <translation>Añade una capa ráster que se representa mientras se desplaza y se amplía el mapa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="56"/>
        <source>Apply these settings to the selected live layer</source>
        <translation>Aplica estos ajustes a la capa dinámica seleccionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="68"/>
        <source>Map the similarity to the selected features of the current point layer</source>
        <translation>Representa la similitud con los objetos seleccionados de la capa de puntos actual</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="50"/>
        <source>Pretraining runs</source>
        <translation>Preentrenamientos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="65"/>
        <source>Stop the run and save a checkpoint</source>
        <translation>Detiene el entrenamiento y guarda un checkpoint</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="67"/>
        <source>Resume the stopped run from its checkpoint</source>
        <translation>Reanuda el entrenamiento detenido desde su checkpoint</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="73"/>
        <source>Delete the run and its images. A finished encoder is kept.</source>
        <translation>Elimina el entrenamiento y sus imágenes. Un codificador terminado se conserva.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="76"/>
        <source>Create an embedding map with the encoder of this run</source>
        <translation>Crea un mapa de embeddings con el codificador de este entrenamiento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="151"/>
        <source>There are no runs yet. Click “New run…”.</source>
        <translation>Todavía no hay entrenamientos. Haga clic en «Nuevo entrenamiento…».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="155"/>
        <source>Delete the run “{run}”, its images and its checkpoints?</source>
        <translation>¿Eliminar el entrenamiento «{run}», sus imágenes y sus checkpoints?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="31"/>
        <source>Loss and retrieval accuracy</source>
        <translation>Pérdida y exactitud de recuperación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="47"/>
        <source>Step {step}: training loss {loss}, held-out loss {held_out}; retrieval top 1 {top1}, top 10 {top10}</source>
        <translation>Iteración {step}: pérdida de entrenamiento {loss}, pérdida en los puntos reservados {held_out}; recuperación top 1 {top1}, top 10 {top10}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="93"/>
        <source>The curves appear after the first evaluation.</source>
        <translation>Las curvas aparecen tras la primera evaluación.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/run_plot.py" line="103"/>
        <source>Retrieval accuracy</source>
        <translation>Exactitud de recuperación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="138"/>
        <source>The encoder “{encoder}” has finished training and is now available.</source>
        <translation>El codificador «{encoder}» ha terminado de entrenarse y ya está disponible.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="154"/>
        <source>The backend is still processing the previous request.</source>
        <translation>El backend todavía está procesando la solicitud anterior.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="38"/>
        <source>Testing the SatCLIP backend</source>
        <translation>Probando el backend de SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>The backend works: version {version}, device {device}, {count} encoders.</source>
        <translation>El backend funciona: versión {version}, dispositivo {device}, {count} codificadores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="72"/>
        <source>Python executable of the backend</source>
        <translation>Ejecutable de Python del backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="86"/>
        <source>Leave the path empty to use the environment that “Set up the backend” installs. To use another environment, enter the path of its Python executable. The environment must contain the package satclip-backend.</source>
        <translation>Deje la ruta vacía para usar el entorno que instala «Instalar el backend». Para usar otro entorno, introduzca la ruta de su ejecutable de Python. El entorno debe contener el paquete satclip-backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="197"/>
        <source>The backend is not installed. Run the algorithm “Set up the backend”.</source>
        <translation>El backend no está instalado. Ejecute el algoritmo «Instalar el backend».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="198"/>
        <source>Not tested yet: {python}</source>
        <translation>Aún no se ha probado: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="161"/>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="258"/>
        <source>This point is not on Earth. Click elsewhere.</source>
        <translation>Este punto no está en la Tierra. Haga clic en otro lugar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="288"/>
        <source>Select features of a point layer first.</source>
        <translation>Seleccione primero objetos de una capa de puntos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="291"/>
        <source>{count} points are selected. The maximum is {most}, so only the first {most} are used.</source>
        <translation>Hay {count} puntos seleccionados. El máximo es {most}, así que solo se usan los primeros {most}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="384"/>
        <source>Starting the SatCLIP backend…</source>
        <translation>Iniciando el backend de SatCLIP…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="394"/>
        <source>The live layer can&apos;t be rendered. {reason}</source>
        <translation>No se puede representar la capa dinámica. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="58"/>
        <source>The extent (EXTENT) is not finite. Choose another extent.</source>
        <translation>La extensión (EXTENT) no es finita. Elija otra extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="69"/>
        <source>The pixel size (PIXEL_SIZE) must be greater than 0.</source>
        <translation>El tamaño de píxel (PIXEL_SIZE) debe ser mayor que 0.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="152"/>
        <source>The extent (EXTENT) can&apos;t be transformed to {crs}. Choose another CRS or extent.</source>
        <translation>La extensión (EXTENT) no se puede transformar a {crs}. Elija otro SRC u otra extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="56"/>
        <source>Target field</source>
        <translation>Campo objetivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="70"/>
        <source>Linear (ridge or logistic regression)</source>
        <translation>Lineal (regresión ridge o logística)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="71"/>
        <source>Nearest neighbours (no embeddings)</source>
        <translation>Vecinos más cercanos (sin embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="73"/>
        <source>Automatic (best score)</source>
        <translation>Automático (mejor puntuación)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Additional predictor fields</source>
        <translation>Campos predictores adicionales</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Use coordinates as predictors</source>
        <translation>Usar las coordenadas como predictores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Model type</source>
        <translation>Tipo de modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="134"/>
        <source>Units of the target field</source>
        <translation>Unidades del campo objetivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Weight field</source>
        <translation>Campo de peso</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="145"/>
        <source>Group field</source>
        <translation>Campo de grupo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Cross-validation</source>
        <translation>Validación cruzada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Match prediction distances (kNNDM)</source>
        <translation>Reproducir las distancias de predicción (kNNDM)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Spatial blocks of equal area</source>
        <translation>Bloques espaciales de igual área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Leave one group out</source>
        <translation>Dejar un grupo fuera</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>Random folds (optimistic)</source>
        <translation>Pliegues aleatorios (optimista)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Block size in km (0: automatic)</source>
        <translation>Tamaño de bloque en km (0: automático)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="180"/>
        <source>Prediction area</source>
        <translation>Área de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="95"/>
        <source>Random seed</source>
        <translation>Semilla aleatoria</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="239"/>
        <source>Leave-one-group-out cross-validation (FOLDS) needs a group field (GROUPS).</source>
        <translation>La validación cruzada dejando un grupo fuera (FOLDS) necesita un campo de grupo (GROUPS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="292"/>
        <source>The model file {path} (MODEL_FILE) does not exist.</source>
        <translation>El archivo de modelo {path} (MODEL_FILE) no existe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="111"/>
        <source>The file {file} ({name}) contains several images ({images}). Add them to the project (Layer &gt; Add Layer &gt; Add Raster Layer) and choose them there.</source>
        <translation>El archivo {file} ({name}) contiene varias imágenes ({images}). Añádalas al proyecto (Capa &gt; Añadir capa &gt; Añadir capa ráster) y elíjalas allí.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="117"/>
        <source>The layer “{layer}” ({name}) is not a raster layer. Choose a raster layer.</source>
        <translation>La capa «{layer}» ({name}) no es una capa ráster. Elija una capa ráster.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="123"/>
        <source>The layer “{layer}” ({name}) is a web map service (WMS, XYZ). Choose the original images, or export the layer as a GeoTIFF first.</source>
        <translation>La capa «{layer}» ({name}) es un servicio web de mapas (WMS, XYZ). Elija las imágenes originales o exporte antes la capa como GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="138"/>
        <source>The layer “{layer}” ({name}) has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>La capa «{layer}» ({name}) no tiene sistema de referencia de coordenadas. Defínalo en las propiedades de la capa (Fuente).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="101"/>
        <source>Sending the layer “{layer}” to the backend</source>
        <translation>Enviando la capa «{layer}» al backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="104"/>
        <source>The layer “{layer}” does not overlap the extent.</source>
        <translation>La capa «{layer}» no se solapa con la extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="83"/>
        <source>No image overlaps the extent. Choose another extent.</source>
        <translation>Ninguna imagen se solapa con la extensión. Elija otra extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="148"/>
        <source>The layer “{layer}” is too large: {pixels} pixels take {size:.1f} GB. The maximum is {most:.1f} GB. Choose a smaller extent, or use the command line (satclip-backend).</source>
        <translation>La capa «{layer}» es demasiado grande: {pixels} píxeles ocupan {size:.1f} GB. El máximo es de {most:.1f} GB. Elija una extensión más pequeña o use la línea de comandos (satclip-backend).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="243"/>
        <source>The layer “{layer}” can't be read, or its copy can't be written to {folder}.</source>
        <translation>No se puede leer la capa «{layer}», o no se puede escribir su copia en {folder}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="37"/>
        <source>{folder} (OUTPUT) is a file. Choose a folder.</source>
        <translation>{folder} (OUTPUT) es un archivo. Elija una carpeta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="96"/>
        <source>The backend sent patches that can&apos;t be read ({reason}). Run the algorithm again.</source>
        <translation>El backend ha enviado parches que no se pueden leer ({reason}). Ejecute el algoritmo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="128"/>
        <source>The folder {folder} (OUTPUT) contains patches made with other settings. Choose another folder, or use the same images and patch settings to continue.</source>
        <translation>La carpeta {folder} (OUTPUT) contiene parches hechos con otros ajustes. Elija otra carpeta, o use las mismas imágenes y los mismos ajustes de parches para continuar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/patch_folder.py" line="136"/>
        <source>The patches can&apos;t be written to {folder} (OUTPUT): {reason}. Free some disk space or choose another folder. Existing patches are kept, and the next run continues from there.</source>
        <translation>No se pueden escribir los parches en {folder} (OUTPUT): {reason}. Libere espacio en el disco o elija otra carpeta. Los parches existentes se conservan y la próxima ejecución continúa desde ahí.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Predict features</source>
        <translation>Predecir en objetos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="42"/>
        <source>Adds predictions of a model to the features of a layer, with uncertainty and applicability.</source>
        <translation>Añade las predicciones de un modelo a los objetos de una capa, con incertidumbre y aplicabilidad.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="77"/>
        <source>Prefix for new fields</source>
        <translation>Prefijo de los campos nuevos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="67"/>
        <source>Features with a prediction</source>
        <translation>Objetos con predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="68"/>
        <source>Features outside the area of applicability</source>
        <translation>Objetos fuera del área de aplicabilidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="70"/>
        <source>Target field of the model</source>
        <translation>Campo objetivo del modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="102"/>
        <source>The layer “{layer}” changed during the prediction. Run the algorithm again.</source>
        <translation>La capa «{layer}» ha cambiado durante la predicción. Ejecute el algoritmo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/fields.py" line="42"/>
        <source>The layer already has a field “{name}”. Choose another prefix (PREFIX).</source>
        <translation>La capa ya tiene un campo «{name}». Elija otro prefijo (PREFIX).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Evaluate a model on held-out regions</source>
        <translation>Evaluar un modelo en regiones reservadas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="48"/>
        <source>Scores a model on continents or other regions that are held out of training.</source>
        <translation>Puntúa un modelo en continentes u otras regiones que se reservan del entrenamiento.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="58"/>
        <source>Layer with the target field</source>
        <translation>Capa con el campo objetivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="70"/>
        <source>Region field</source>
        <translation>Campo de región</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="75"/>
        <source>Score on regions without training points</source>
        <translation>Puntuación en regiones sin puntos de entrenamiento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/outputs.py" line="171"/>
        <source>{file} already exists. Enter the full file name to replace it, or choose another name.</source>
        <translation>{file} ya existe. Introduzca el nombre de archivo completo para reemplazarlo, o elija otro nombre.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="54"/>
        <source>Adds the SatCLIP location embedding of each feature as new fields.</source>
        <translation>Añade el embedding de ubicación de SatCLIP de cada objeto como campos nuevos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>All embedding dimensions</source>
        <translation>Todas las dimensiones del embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>Principal components only</source>
        <translation>Solo componentes principales</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="72"/>
        <source>Fields to add</source>
        <translation>Campos que añadir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="80"/>
        <source>Features without an embedding</source>
        <translation>Objetos sin embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="179"/>
        <source>The encoder has {dimension} components, but COMPONENTS is {components}. Enter a smaller number.</source>
        <translation>El codificador tiene {dimension} componentes, pero COMPONENTS es {components}. Introduzca un número menor.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="34"/>
        <source>{file} is a folder. Enter a file name.</source>
        <translation>{file} es una carpeta. Introduzca un nombre de archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="42"/>
        <source>{file} is read-only. Choose another name, or make the file writable.</source>
        <translation>{file} es de solo lectura. Elija otro nombre o permita la escritura del archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/staging.py" line="123"/>
        <source>{file} can&apos;t be written: {reason}. Choose another location, or close the program that uses the file.</source>
        <translation>No se puede escribir {file}: {reason}. Elija otra ubicación o cierre el programa que usa el archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="65"/>
        <source>Output CRS</source>
        <translation>SRC de salida</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="71"/>
        <source>Compute each pixel exactly (slower)</source>
        <translation>Calcular cada píxel con exactitud (más lento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="40"/>
        <source>Valid pixels</source>
        <translation>Píxeles válidos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="79"/>
        <source>The output CRS (CRS) is not valid. Choose another CRS.</source>
        <translation>El SRC de salida (CRS) no es válido. Elija otro SRC.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="168"/>
        <source>The backend did not return “{name}”. Run the algorithm again.</source>
        <translation>El backend no ha devuelto «{name}». Ejecute el algoritmo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="83"/>
        <source>“{output}” ({name}) would overwrite {file}, which is an input (“{input}”). Choose another file.</source>
        <translation>«{output}» ({name}) sobrescribiría {file}, que es una entrada («{input}»). Elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/conflicts.py" line="96"/>
        <source>“{output}” ({name}) and “{other}” ({other_name}) would both write to {file}. Choose different files.</source>
        <translation>«{output}» ({name}) y «{other}» ({other_name}) se escribirían en {file}. Elija archivos distintos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="60"/>
        <source>Trains a SatCLIP encoder on satellite imagery of a region.</source>
        <translation>Entrena un codificador SatCLIP con imágenes de satélite de una región.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="82"/>
        <source>Or polygons</source>
        <translation>O polígonos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="86"/>
        <source>Encoder name</source>
        <translation>Nombre del codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="89"/>
        <source>Training time in minutes</source>
        <translation>Tiempo de entrenamiento en minutos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="90"/>
        <source>Run in the background</source>
        <translation>Ejecutar en segundo plano</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="100"/>
        <source>Resume the stopped run with this name</source>
        <translation>Reanudar el entrenamiento con este nombre</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="115"/>
        <source>Encoder id</source>
        <translation>Identificador del codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="110"/>
        <source>Top-1 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Exactitud de recuperación top 1 en los puntos reservados (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="111"/>
        <source>Top-10 retrieval accuracy on held-out points (0 to 1)</source>
        <translation>Exactitud de recuperación top 10 en los puntos reservados (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="112"/>
        <source>Held-out loss</source>
        <translation>Pérdida en los puntos reservados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="113"/>
        <source>Training time in seconds</source>
        <translation>Tiempo de entrenamiento en segundos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="159"/>
        <source>Predict image features</source>
        <translation>Predecir características de imagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="160"/>
        <source>Contrastive (CLIP, as published)</source>
        <translation>Contrastiva (CLIP, como se publicó)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="161"/>
        <source>Contrastive (SigLIP)</source>
        <translation>Contrastiva (SigLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="163"/>
        <source>Predict features and contrastive (CLIP)</source>
        <translation>Predecir características y contrastiva (CLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="170"/>
        <source>Random convolutional features (MOSAIKS)</source>
        <translation>Características conv. aleatorias (MOSAIKS)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="171"/>
        <source>Small untrained CNN</source>
        <translation>CNN pequeña sin entrenar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="172"/>
        <source>MoCo ResNet18 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet18 (Sentinel-2, se descarga)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="173"/>
        <source>MoCo ResNet50 (Sentinel-2, downloaded)</source>
        <translation>MoCo ResNet50 (Sentinel-2, se descarga)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="174"/>
        <source>MoCo ViT-S/16 (Sentinel-2, downloaded)</source>
        <translation>MoCo ViT-S/16 (Sentinel-2, se descarga)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="120"/>
        <source>Number of points</source>
        <translation>Número de puntos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="41"/>
        <source>Patch size in pixels</source>
        <translation>Tamaño de parche en píxeles</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="126"/>
        <source>Maximum degree L</source>
        <translation>Grado máximo L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="157"/>
        <source>Hidden layer size</source>
        <translation>Tamaño de las capas ocultas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="177"/>
        <source>Image encoder</source>
        <translation>Codificador de imágenes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="74"/>
        <source>Land only</source>
        <translation>Solo tierra</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="225"/>
        <source>Choose either images (RASTERS) or a folder of patches (FOLDER).</source>
        <translation>Elija imágenes (RASTERS) o una carpeta de parches (FOLDER).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="88"/>
        <source>The extent (EXTENT) has no area. Choose another extent.</source>
        <translation>La extensión (EXTENT) no tiene área. Elija otra extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="263"/>
        <source>The encoder “{encoder}” is now available: L = {degree}, resolution about {km} km.</source>
        <translation>El codificador «{encoder}» ya está disponible: L = {degree}, resolución de unos {km} km.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="311"/>
        <source>“{name}” (NAME) is not a valid encoder name. Use letters and digits.</source>
        <translation>«{name}» (NAME) no es un nombre de codificador válido. Use letras y cifras.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="336"/>
        <source>An encoder “{encoder}” already exists. Choose another name (NAME).</source>
        <translation>Ya existe un codificador «{encoder}». Elija otro nombre (NAME).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="138"/>
        <source>Not enough memory. Close other programs, or use fewer features or pixels.</source>
        <translation>No hay memoria suficiente. Cierre otros programas o use menos objetos o píxeles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="143"/>
        <source>“{algorithm}” failed with an unexpected error ({kind}: {reason}). Please report it with the contents of the SatCLIP tab of the log messages panel.</source>
        <translation>«{algorithm}» ha fallado con un error inesperado ({kind}: {reason}). Comuníquelo con el contenido de la pestaña SatCLIP del panel Mensajes del registro.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="56"/>
        <source>Compares encoders and resolutions by cross-validation on a target field.</source>
        <translation>Compara codificadores y resoluciones mediante validación cruzada sobre un campo objetivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="66"/>
        <source>Maximum degrees L to compare</source>
        <translation>Grados máximos L que comparar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Best encoder or baseline</source>
        <translation>Mejor codificador o modelo de referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Summary of the comparison</source>
        <translation>Resumen de la comparación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="124"/>
        <source>The degrees (DEGREES) must be comma-separated integers, for example 5,10,20.</source>
        <translation>Los grados (DEGREES) deben ser números enteros separados por comas, por ejemplo 5,10,20.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Create an embedding map</source>
        <translation>Crear un mapa de embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="39"/>
        <source>Maps the principal components of the SatCLIP embedding of each pixel.</source>
        <translation>Representa las componentes principales del embedding de SatCLIP de cada píxel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="51"/>
        <source>Encoder (same colours on every map)</source>
        <translation>Codificador (mismos colores en todos los mapas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="52"/>
        <source>Map extent (highest contrast)</source>
        <translation>Extensión del mapa (máximo contraste)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="53"/>
        <source>Saved basis file</source>
        <translation>Archivo de base guardado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="56"/>
        <source>PCA basis</source>
        <translation>Base ACP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="57"/>
        <source>PCA basis file</source>
        <translation>Archivo de base ACP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="68"/>
        <source>Output PCA basis</source>
        <translation>Base ACP de salida</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="94"/>
        <source>Choose a PCA basis file (BASIS_FILE).</source>
        <translation>Elija un archivo de base ACP (BASIS_FILE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="103"/>
        <source>The PCA basis file can&apos;t be read: {reason}.</source>
        <translation>No se puede leer el archivo de base ACP: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="107"/>
        <source>{file} is not a PCA basis file. Choose a file that this algorithm saved (BASIS_OUTPUT).</source>
        <translation>{file} no es un archivo de base ACP. Elija un archivo guardado por este algoritmo (BASIS_OUTPUT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/columns.py" line="84"/>
        <source>The field “{field}” of the layer “{layer}” has the unsupported type {type}. Choose a numeric, text, date or boolean field.</source>
        <translation>El campo «{field}» de la capa «{layer}» es de un tipo no admitido, {type}. Elija un campo numérico, de texto, de fecha o booleano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="35"/>
        <source>Installs PyTorch and the SatCLIP backend in a separate Python environment.</source>
        <translation>Instala PyTorch y el backend de SatCLIP en un entorno de Python aparte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="55"/>
        <source>Python executable (3.10 or newer)</source>
        <translation>Ejecutable de Python (3.10 o posterior)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="64"/>
        <source>Folder of wheels</source>
        <translation>Carpeta de wheels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Package index URL</source>
        <translation>URL del índice de paquetes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="69"/>
        <source>Offline: use the folder of wheels only</source>
        <translation>Sin conexión: usar solo la carpeta de wheels</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="73"/>
        <source>Installation log</source>
        <translation>Registro de la instalación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="100"/>
        <source>The plugin folder does not contain the backend&apos;s wheel. Install the plugin again.</source>
        <translation>La carpeta del complemento no contiene el wheel del backend. Vuelva a instalar el complemento.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="98"/>
        <source>Log file: {log}</source>
        <translation>Archivo de registro: {log}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Create a prediction map</source>
        <translation>Crear un mapa de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="35"/>
        <source>Maps the predictions of a model, with uncertainty and applicability.</source>
        <translation>Representa las predicciones de un modelo, con incertidumbre y aplicabilidad.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="57"/>
        <source>Add uncertainty and applicability bands</source>
        <translation>Añadir bandas de incertidumbre y aplicabilidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="59"/>
        <source>Mask pixels outside the area of applicability</source>
        <translation>Enmascarar píxeles fuera del área de aplicabilidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>2nd percentile of the predictions</source>
        <translation>Percentil 2 de las predicciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="78"/>
        <source>98th percentile of the predictions</source>
        <translation>Percentil 98 de las predicciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="104"/>
        <source>The whole extent lies outside the area of applicability. The map is empty.</source>
        <translation>Toda la extensión queda fuera del área de aplicabilidad. El mapa está vacío.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Create a similarity map</source>
        <translation>Crear un mapa de similitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="39"/>
        <source>Maps the cosine similarity of SatCLIP embeddings to one or more reference points.</source>
        <translation>Representa la similitud coseno de los embeddings de SatCLIP con uno o varios puntos de referencia.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="48"/>
        <source>Reference layer</source>
        <translation>Capa de referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="54"/>
        <source>Reference point</source>
        <translation>Punto de referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="79"/>
        <source>Number of reference points</source>
        <translation>Número de puntos de referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="93"/>
        <source>There are no reference points. Choose a layer (PLACES), a point (POINT) or both.</source>
        <translation>No hay puntos de referencia. Elija una capa (PLACES), un punto (POINT) o ambos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="119"/>
        <source>The reference point (POINT) is not on Earth. Choose another point (x,y [EPSG:4326]).</source>
        <translation>El punto de referencia (POINT) no está en la Tierra. Elija otro punto (x,y [EPSG:4326]).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="56"/>
        <source>The polygons of “{layer}” have {count} vertices. The maximum is {most}. Simplify the polygons first.</source>
        <translation>Los polígonos de «{layer}» tienen {count} vértices. El máximo es {most}. Simplifique primero los polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extract image patches</source>
        <translation>Extraer parches de imagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="56"/>
        <source>Extracts patches of images around points, as training data for an encoder.</source>
        <translation>Extrae parches de imágenes alrededor de puntos, como datos de entrenamiento de un codificador.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="66"/>
        <source>Sampling extent</source>
        <translation>Extensión de muestreo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="69"/>
        <source>Sampling polygons</source>
        <translation>Polígonos de muestreo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="73"/>
        <source>Or a layer of points</source>
        <translation>O una capa de puntos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="77"/>
        <source>Number of random points</source>
        <translation>Número de puntos aleatorios</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="84"/>
        <source>Pixel size in metres</source>
        <translation>Tamaño de píxel en metros</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="89"/>
        <source>Cloud mask band and clear values</source>
        <translation>Banda de máscara de nubes y valores despejados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="90"/>
        <source>Maximum share of nodata pixels (percent)</source>
        <translation>Proporción máxima de píxeles sin datos (por ciento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="94"/>
        <source>Stratify points by equal-area cells</source>
        <translation>Estratificar los puntos por celdas de igual área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="96"/>
        <source>Output folder</source>
        <translation>Carpeta de salida</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of patches in the folder</source>
        <translation>Número de parches en la carpeta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of new patches</source>
        <translation>Número de parches nuevos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Number of skipped points</source>
        <translation>Número de puntos omitidos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="116"/>
        <source>Choose at least one image (RASTERS).</source>
        <translation>Elija al menos una imagen (RASTERS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="143"/>
        <source>No patch could be extracted ({reasons}). Check the extent of the images, the sampling area and the patch size (PIXELS).</source>
        <translation>No se pudo extraer ningún parche ({reasons}). Compruebe la extensión de las imágenes, el área de muestreo y el tamaño de parche (PIXELS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="204"/>
        <source>No patch was taken from {images}: other images cover the same points.</source>
        <translation>No se tomó ningún parche de {images}: otras imágenes cubren los mismos puntos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="33"/>
        <source>The folder {folder} contains {size} MB of images. The maximum is {most} MB. Choose a folder with fewer images, or train with the command satclip-backend pretrain.</source>
        <translation>La carpeta {folder} contiene {size} MB de imágenes. El máximo es de {most} MB. Elija una carpeta con menos imágenes o entrene con el comando satclip-backend pretrain.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="69"/>
        <source>The folder {folder} (FOLDER) does not exist.</source>
        <translation>La carpeta {folder} (FOLDER) no existe.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="80"/>
        <source>The folder {folder} contains no images. Choose a folder with georeferenced patches, or one that “Extract image patches” created (index.csv and images).</source>
        <translation>La carpeta {folder} no contiene imágenes. Elija una carpeta con parches georreferenciados o una creada por «Extraer parches de imagen» (index.csv e images).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="43"/>
        <source>The layer “{layer}” has no geometry. Run “Create points layer from table” first.</source>
        <translation>La capa «{layer}» no tiene geometría. Ejecute primero «Crear capa de puntos a partir de tabla».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="49"/>
        <source>The layer “{layer}” contains geometry collections, which are not supported. Convert them to points, lines or polygons first.</source>
        <translation>La capa «{layer}» contiene colecciones de geometrías, que no se admiten. Conviértalas primero en puntos, líneas o polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="56"/>
        <source>The layer “{layer}” has no coordinate reference system. Set it in the layer properties (Source).</source>
        <translation>La capa «{layer}» no tiene sistema de referencia de coordenadas. Defínalo en las propiedades de la capa (Fuente).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="88"/>
        <source>{format} can&apos;t store features without a geometry, and feature {id} has none. Choose another format, such as GeoPackage.</source>
        <translation>{format} no puede almacenar objetos sin geometría, y el objeto {id} no la tiene. Elija otro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="97"/>
        <source>{format} stores at most {longest} bytes of text, and “{field}” of feature {id} has {size}. Choose another format, such as GeoPackage.</source>
        <translation>{format} almacena como máximo {longest} bytes de texto, y «{field}» del objeto {id} tiene {size}. Elija otro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="112"/>
        <source>{format} can't store the number {value} in “{field}” of feature {id} exactly. Choose another format, such as GeoPackage.</source>
        <translation>{format} no puede almacenar con exactitud el número {value} en «{field}» del objeto {id}. Elija otro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="141"/>
        <source>{format} can&apos;t store these fields: {fields}. Choose another format, such as GeoPackage, or remove the fields from the layer first.</source>
        <translation>{format} no puede almacenar estos campos: {fields}. Elija otro formato, como GeoPackage, o quite antes los campos de la capa.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="149"/>
        <source>{format} changes field names: {names}.</source>
        <translation>{format} cambia nombres de campos: {names}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="155"/>
        <source>{format} stores lists and objects as JSON text: {fields}.</source>
        <translation>{format} almacena las listas y los objetos como texto JSON: {fields}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="161"/>
        <source>{format} stores no geometries. The output has no locations.</source>
        <translation>{format} no almacena geometrías. La salida no tiene ubicaciones.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="165"/>
        <source>QGIS can&apos;t read {format}, so the output was not verified.</source>
        <translation>QGIS no puede leer {format}, así que no se ha verificado la salida.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="169"/>
        <source>{format} does not store this coordinate reference system. Set it when you open the file.</source>
        <translation>{format} no almacena este sistema de referencia de coordenadas. Defínalo al abrir el archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field.</source>
        <translation>{format} no puede almacenar esta capa: {reason}. Cambie el nombre del campo o quítelo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/formats.py" line="224"/>
        <source>{format} can&apos;t store this layer: {reason}. Rename or remove the field, or choose another format, such as GeoPackage.</source>
        <translation>{format} no puede almacenar esta capa: {reason}. Cambie el nombre del campo o quítelo, o elija otro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="58"/>
        <source>Fits and cross-validates a model that predicts a field from SatCLIP embeddings.</source>
        <translation>Ajusta y valida de forma cruzada un modelo que predice un campo a partir de embeddings de SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="106"/>
        <source>Confidence level (percent)</source>
        <translation>Nivel de confianza (por ciento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="113"/>
        <source>Out-of-fold predictions</source>
        <translation>Predicciones fuera del pliegue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="126"/>
        <source>Number of observations used</source>
        <translation>Número de observaciones usadas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="127"/>
        <source>Cross-validated score</source>
        <translation>Puntuación en validación cruzada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="128"/>
        <source>Score with random folds (optimistic)</source>
        <translation>Puntuación con pliegues aleatorios (optimista)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="129"/>
        <source>Coverage of the intervals (0 to 1)</source>
        <translation>Cobertura de los intervalos (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="130"/>
        <source>Share of the prediction area inside the area of applicability (0 to 1)</source>
        <translation>Proporción del área de predicción dentro del área de aplicabilidad (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="136"/>
        <source>Effect of the embeddings</source>
        <translation>Efecto de los embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="137"/>
        <source>Effect of the embeddings, as a sentence</source>
        <translation>Efecto de los embeddings, en una frase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Create a cluster map</source>
        <translation>Crear un mapa de clústeres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="38"/>
        <source>Assigns each pixel to a cluster of similar SatCLIP embeddings (k-means).</source>
        <translation>Asigna cada píxel a un clúster de embeddings de SatCLIP similares (k-means).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="51"/>
        <source>Globe (same clusters on every map)</source>
        <translation>Globo (mismos clústeres en todos los mapas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="52"/>
        <source>Map extent (most detail)</source>
        <translation>Extensión del mapa (máximo detalle)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="58"/>
        <source>Fit clusters on</source>
        <translation>Ajustar los clústeres en</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="61"/>
        <source>Cluster table (typical locations)</source>
        <translation>Tabla de clústeres (ubicaciones típicas)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="148"/>
        <source>The layer mixes geometry types ({one}, and {other} in feature {id}), which this format does not support. Choose another format, such as GeoPackage.</source>
        <translation>La capa mezcla tipos de geometría ({one}, y {other} en el objeto {id}), lo que este formato no admite. Elija otro formato, como GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="177"/>
        <source>The output contains only {found} of {count} features. The disk may be full, or the format may not support them. The output was removed.</source>
        <translation>La salida contiene solo {found} de {count} objetos. Puede que el disco esté lleno o que el formato no los admita. La salida se ha eliminado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="169"/>
        <source>Creating the spatial index</source>
        <translation>Creando el índice espacial</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="171"/>
        <source>The spatial index could not be created. Create it in the layer properties (Source).</source>
        <translation>No se pudo crear el índice espacial. Créelo en las propiedades de la capa (Fuente).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="278"/>
        <source>The fields “{one}” and “{other}” differ only in case, which this format ignores. Rename one of them, or choose another format.</source>
        <translation>Los campos «{one}» y «{other}» solo se diferencian en mayúsculas y minúsculas, que este formato no distingue. Cambie el nombre de uno de ellos o elija otro formato.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="297"/>
        <source>The field “{field}” can't be the primary key of a GeoPackage, which needs unique integers. The field is kept, and the primary key is named “{key}”.</source>
        <translation>El campo «{field}» no puede ser la clave primaria de un GeoPackage, que necesita enteros únicos. El campo se conserva y la clave primaria se llama «{key}».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="78"/>
        <source>Choose another prefix if the layer already has fields with these names.</source>
        <translation>Elija otro prefijo si la capa ya tiene campos con estos nombres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="57"/>
        <source>The layer that the model was fitted on, or another one with the same fields.</source>
        <translation>La capa con la que se ajustó el modelo, u otra con los mismos campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="66"/>
        <source>Each value of the field is held out in turn. Without a field, continents are used. A region needs at least 30 features.</source>
        <translation>Cada valor del campo se reserva por turno. Sin campo, se usan los continentes. Una región necesita al menos 30 objetos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="62"/>
        <source>Points, lines or polygons in any CRS. A line or polygon is represented by a point on it.</source>
        <translation>Puntos, líneas o polígonos en cualquier SRC. Una línea o un polígono se representa por un punto situado en él.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="76"/>
        <source>Only used with “Principal components only”.</source>
        <translation>Solo se usa con «Solo componentes principales».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="49"/>
        <source>In geographic coordinates, an extent with xmin &gt; xmax crosses the antimeridian.</source>
        <translation>En coordenadas geográficas, una extensión con xmin &gt; xmax cruza el antimeridiano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="70"/>
        <source>By default, pixels finer than the resolution of the encoder are interpolated.</source>
        <translation>De forma predeterminada, los píxeles más finos que la resolución del codificador se interpolan.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="21"/>
        <source>Raster layers. Layers of the same area are stacked as bands of one image. Layers of other areas need the same bands.</source>
        <translation>Capas ráster. Las capas de la misma zona se apilan como bandas de una sola imagen. Las capas de otras zonas necesitan las mismas bandas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="75"/>
        <source>A folder that “Extract image patches” created, or a folder of georeferenced images of one size.</source>
        <translation>Una carpeta creada por «Extraer parches de imagen», o una carpeta de imágenes georreferenciadas de un mismo tamaño.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="80"/>
        <source>Training points are sampled in this extent. Default: the extent of the images.</source>
        <translation>Los puntos de entrenamiento se muestrean en esta extensión. Valor predeterminado: la extensión de las imágenes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Training points are sampled in these polygons.</source>
        <translation>Los puntos de entrenamiento se muestrean en estos polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="87"/>
        <source>The encoder id is the name in lower case, with hyphens instead of spaces.</source>
        <translation>El identificador del codificador es el nombre en minúsculas, con guiones en lugar de espacios.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="88"/>
        <source>Approximate. 10 minutes are enough for a first result; use an hour or more for a country.</source>
        <translation>Aproximado. 10 minutos bastan para un primer resultado; use una hora o más para un país.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="96"/>
        <source>Continues from the last checkpoint, with the images and settings of that run. Other parameters are ignored.</source>
        <translation>Continúa desde el último checkpoint, con las imágenes y los ajustes de ese entrenamiento. Los demás parámetros se ignoran.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="119"/>
        <source>Default: four points per patch that fits into the images, between 200 and 20,000.</source>
        <translation>Valor predeterminado: cuatro puntos por cada parche que cabe en las imágenes, entre 200 y 20 000.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="40"/>
        <source>Width and height of the image patch around each point.</source>
        <translation>Anchura y altura del parche de imagen alrededor de cada punto.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="122"/>
        <source>The resolution of the encoder is about 20,000 km / L. By default, L depends on the size of the area.</source>
        <translation>La resolución del codificador es de unos 20 000 km / L. De forma predeterminada, L depende del tamaño del área.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="165"/>
        <source>“Predict image features” needs the fewest points.</source>
        <translation>«Predecir características de imagen» es la que necesita menos puntos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="176"/>
        <source>The MoCo models need 12 or 13 Sentinel-2 bands. They are downloaded on first use.</source>
        <translation>Los modelos MoCo necesitan 12 o 13 bandas de Sentinel-2. Se descargan la primera vez que se usan.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="46"/>
        <source>Samples points on land only (Natural Earth, 0.1 degree resolution).</source>
        <translation>Muestrea puntos solo en tierra (Natural Earth, resolución de 0.1 grados).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="67"/>
        <source>Comma-separated integers, for example 5,10,20. The first encoder is also scored with its basis truncated at each degree. The resolution of degree L is about 20,000 km / L.</source>
        <translation>Números enteros separados por comas, por ejemplo 5,10,20. El primer codificador se puntúa también con su base truncada en cada grado. La resolución del grado L es de unos 20 000 km / L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="55"/>
        <source>Maps with the same PCA basis have comparable colours.</source>
        <translation>Los mapas con la misma base ACP tienen colores comparables.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="60"/>
        <source>Only used with “Saved basis file”.</source>
        <translation>Solo se usa con «Archivo de base guardado».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="71"/>
        <source>Use this file as PCA basis to create other maps with the same colours.</source>
        <translation>Use este archivo como base ACP para crear otros mapas con los mismos colores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="61"/>
        <source>Python 3.10 to 3.14, 64-bit. It is found automatically if empty.</source>
        <translation>Python 3.10 a 3.14, de 64 bits. Si se deja vacío, se busca automáticamente.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="65"/>
        <source>Packages on disk, for computers without internet access.</source>
        <translation>Paquetes en disco, para equipos sin acceso a Internet.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="67"/>
        <source>A mirror of the Python Package Index, for example of your organisation.</source>
        <translation>Una réplica del Python Package Index, por ejemplo la de su organización.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="58"/>
        <source>Sets these pixels to nodata.</source>
        <translation>Convierte estos píxeles en píxeles sin datos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="55"/>
        <source>A single point, instead of the layer or in addition to it.</source>
        <translation>Un solo punto, en lugar de la capa o además de ella.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="67"/>
        <source>Random points are drawn in this extent. Default: the extent of the images.</source>
        <translation>Los puntos aleatorios se generan en esta extensión. Valor predeterminado: la extensión de las imágenes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="72"/>
        <source>Random points are drawn in these polygons.</source>
        <translation>Los puntos aleatorios se generan en estos polígonos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="76"/>
        <source>Extracts one patch per feature instead of random points.</source>
        <translation>Extrae un parche por objeto en lugar de puntos aleatorios.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="80"/>
        <source>Resamples each patch to this pixel size in the UTM zone of its point. Default: the pixel size of the images.</source>
        <translation>Remuestrea cada parche a este tamaño de píxel en la zona UTM de su punto. Valor predeterminado: el tamaño de píxel de las imágenes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="85"/>
        <source>For example SCL=4,5,6,7,11 for Sentinel-2. Pixels with other values are nodata. The band is not part of the patches.</source>
        <translation>Por ejemplo SCL=4,5,6,7,11 para Sentinel-2. Los píxeles con otros valores quedan sin datos. La banda no forma parte de los parches.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="91"/>
        <source>Nodata pixels are filled with the mean of the other pixels.</source>
        <translation>Los píxeles sin datos se rellenan con la media de los demás píxeles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="93"/>
        <source>Draws the same number of points in each cell.</source>
        <translation>Genera el mismo número de puntos en cada celda.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="55"/>
        <source>The field that the model predicts. Features without a value are skipped.</source>
        <translation>El campo que el modelo predice. Los objetos sin valor se omiten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="92"/>
        <source>Fields that are used as predictors together with the embeddings. Layers to predict need the same fields. Prediction maps are not possible with additional fields.</source>
        <translation>Campos que se usan como predictores junto con los embeddings. Las capas en las que se predice necesitan los mismos campos. Con campos adicionales no se pueden crear mapas de predicción.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="108"/>
        <source>Adds the coordinates (x, y, z on the unit sphere) to the predictors.</source>
        <translation>Añade las coordenadas (x, y, z en la esfera unidad) a los predictores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="118"/>
        <source>“Automatic” uses regression for numbers, and classification for text, booleans and integers with at most 10 distinct values.</source>
        <translation>«Automático» usa regresión para números, y clasificación para texto, booleanos y enteros con 10 valores distintos como máximo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="133"/>
        <source>Shown in the report and in legends.</source>
        <translation>Se muestran en el informe y en las leyendas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="135"/>
        <source>Sample weights.</source>
        <translation>Pesos de las muestras.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="144"/>
        <source>Region, site or campaign of each feature, for leave-one-group-out cross-validation.</source>
        <translation>Región, sitio o campaña de cada objeto, para la validación cruzada dejando un grupo fuera.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="149"/>
        <source>How the folds are split. kNNDM matches the distances between test and training points to the distances from the prediction area to the points. Random folds give optimistic scores, because nearby points are similar.</source>
        <translation>Cómo se dividen los pliegues. kNNDM iguala las distancias entre los puntos de prueba y los de entrenamiento a las distancias del área de predicción a los puntos. Los pliegues aleatorios dan puntuaciones optimistas, porque los puntos cercanos se parecen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="167"/>
        <source>Side length of the spatial blocks. 0 uses the autocorrelation range of the residuals.</source>
        <translation>Longitud del lado de los bloques espaciales. 0 usa el alcance de la autocorrelación de los residuos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="105"/>
        <source>Nominal coverage of the prediction intervals and prediction sets.</source>
        <translation>Cobertura nominal de los intervalos de predicción y de los conjuntos de predicción.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="54"/>
        <source>“Globe” gives the same clusters on every map of an encoder. “Map extent” separates the locations within the extent.</source>
        <translation>«Globo» da los mismos clústeres en todos los mapas de un codificador. «Extensión del mapa» separa las ubicaciones dentro de la extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="60"/>
        <source>One point per cluster, at its most representative location.</source>
        <translation>Un punto por clúster, en su ubicación más representativa.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="49"/>
        <source>Points, lines or polygons in any CRS, at most {most} features. With several points, the map shows the similarity to their mean.</source>
        <translation>Puntos, líneas o polígonos en cualquier SRC, {most} objetos como máximo. Con varios puntos, el mapa muestra la similitud con su media.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="118"/>
        <source>The layer ({name}) has no features.</source>
        <translation>La capa ({name}) no contiene objetos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>The linear model is the fastest one.</source>
        <translation>El modelo lineal es el más rápido.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="176"/>
        <source>The area for which you need predictions. It determines the kNNDM folds and the reported area of applicability. Default: the land in the extent of the features, or the sea if they lie at sea.</source>
        <translation>El área para la que necesita predicciones. Determina los pliegues kNNDM y el área de aplicabilidad que se indica en el informe. Valor predeterminado: la tierra en la extensión de los objetos, o el mar si están en el mar.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="264"/>
        <source>Probability of {value}: {highest}</source>
        <translation>Probabilidad de {value}: {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="75"/>
        <source>For classes: adds a band with the probability of each class.</source>
        <translation>Para clases: añade una banda con la probabilidad de cada clase.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="76"/>
        <source>Add a probability band for each class</source>
        <translation>Añadir una banda de probabilidad para cada clase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="85"/>
        <source>Positive class</source>
        <translation>Clase positiva</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="100"/>
        <source>Probability from which on the positive class is predicted. 0 uses the threshold with the highest TSS (sensitivity + specificity - 1).</source>
        <translation>Probabilidad a partir de la cual se predice la clase positiva. 0 usa el umbral con el TSS más alto (sensibilidad + especificidad - 1).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="104"/>
        <source>Threshold (0: automatic)</source>
        <translation>Umbral (0: automático)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="110"/>
        <source>The features that were used, with their fields, fold, prediction from cross-validation and residual.</source>
        <translation>Los objetos usados, con sus campos, su pliegue, su predicción en validación cruzada y su residuo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="212"/>
        <source>The layer “{layer}” changed while the model was fitted. Run the algorithm again.</source>
        <translation>La capa «{layer}» ha cambiado mientras se ajustaba el modelo. Ejecute el algoritmo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="74"/>
        <source>Kriging (no embeddings)</source>
        <translation>Kriging (sin embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="75"/>
        <source>Stacked ensemble (linear, boosting and kriging)</source>
        <translation>Ensamble apilado (lineal, boosting y kriging)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="77"/>
        <source>“Automatic” compares the linear model, gradient boosting, a stacked ensemble and models without embeddings.</source>
        <translation>«Automático» compara el modelo lineal, el gradient boosting, un ensamble apilado y modelos sin embeddings.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="31"/>
        <source>Predictor rasters</source>
        <translation>Rásteres predictores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="34"/>
        <source>Interpolates between the pixels of the predictor rasters, but not between classes.</source>
        <translation>Interpola entre los píxeles de los rásteres predictores, pero no entre clases.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/imagery.py" line="35"/>
        <source>Interpolate predictor rasters</source>
        <translation>Interpolar los rásteres predictores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="44"/>
        <source>The raster layers that the model was fitted with, with the same names or in the same order, or others with the same bands.</source>
        <translation>Las capas ráster con las que se ajustó el modelo, con los mismos nombres o en el mismo orden, u otras con las mismas bandas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="72"/>
        <source>Raster layers that are scored beside the encoders, and together with them.</source>
        <translation>Capas ráster que se puntúan junto a los codificadores, y en combinación con ellos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="68"/>
        <source>Raster layers, such as terrain, climate or land cover, whose bands are used as predictors. Bands styled with a colour for each value (Paletted) are classes. The model needs these layers, or others with the same bands, for predictions and maps.</source>
        <translation>Capas ráster, como relieve, clima o cobertura del suelo, cuyas bandas se usan como predictores. Las bandas con un estilo de un color por valor (Valores en paleta) son clases. El modelo necesita estas capas, u otras con las mismas bandas, para las predicciones y los mapas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Assess the accuracy of a class map</source>
        <translation>Evaluar la exactitud de un mapa de clases</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>Estimates accuracy and area of the classes of a raster from reference points.</source>
        <translation>Estima la exactitud y el área de las clases de un ráster a partir de puntos de referencia.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="70"/>
        <source>satclip,accuracy,assessment,area,confusion,error matrix,classification,land cover,validation</source>
        <translation>satclip,exactitud,evaluación,área,confusión,matriz de error,clasificación,cobertura del suelo,validación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="80"/>
        <source>A raster of classes, as integers: a prediction map, or any land cover map.</source>
        <translation>Un ráster de clases, como enteros: un mapa de predicción o cualquier mapa de cobertura del suelo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="81"/>
        <source>Class map</source>
        <translation>Mapa de clases</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="82"/>
        <source>Band of the classes</source>
        <translation>Banda de las clases</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="83"/>
        <source>Points that were drawn at random, and whose class was observed. The map must not be fitted on them.</source>
        <translation>Puntos elegidos al azar cuya clase se ha observado. El mapa no debe haberse ajustado con ellos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="86"/>
        <source>Reference points</source>
        <translation>Puntos de referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="87"/>
        <source>The class that was observed, as the codes of the map or as the names of its classes.</source>
        <translation>La clase observada, como códigos del mapa o como nombres de sus clases.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="88"/>
        <source>Reference class field</source>
        <translation>Campo de la clase de referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="90"/>
        <source>Stratified random (by map class or stratum)</source>
        <translation>Aleatorio estratificado (por clase del mapa o estrato)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="91"/>
        <source>Simple random or systematic</source>
        <translation>Aleatorio simple o sistemático</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="93"/>
        <source>How the points were drawn. The estimates hold for such a sample only.</source>
        <translation>Cómo se eligieron los puntos. Las estimaciones solo son válidas para una muestra de ese tipo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="94"/>
        <source>Sampling design</source>
        <translation>Diseño muestral</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="95"/>
        <source>For a stratified sample whose strata are not the classes of the map: a raster of the strata, as integers.</source>
        <translation>Para una muestra estratificada cuyos estratos no son las clases del mapa: un ráster de los estratos, como enteros.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="98"/>
        <source>Strata</source>
        <translation>Estratos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="100"/>
        <source>Band of the strata</source>
        <translation>Banda de los estratos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="101"/>
        <source>For example 1=forest; 2=water. Default: the legend of the layer, or the names in its file.</source>
        <translation>Por ejemplo 1=bosque; 2=agua. Valor predeterminado: la leyenda de la capa, o los nombres de su archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="104"/>
        <source>Class names</source>
        <translation>Nombres de las clases</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="106"/>
        <source>Confidence level of the intervals (percent)</source>
        <translation>Nivel de confianza de los intervalos (por ciento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="109"/>
        <source>Accuracy and area by class</source>
        <translation>Exactitud y área por clase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Overall accuracy</source>
        <translation>Exactitud global</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="110"/>
        <source>Standard error of the overall accuracy</source>
        <translation>Error estándar de la exactitud global</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="183"/>
        <source>Or polygons of the prediction area</source>
        <translation>O polígonos del área de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="186"/>
        <source>The polygons for which you need predictions, such as catchments or countries, instead of an extent.</source>
        <translation>Los polígonos para los que necesita predicciones, como cuencas o países, en lugar de una extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="201"/>
        <source>Models fitted in this project: {models}</source>
        <translation>Modelos ajustados en este proyecto: {models}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="14"/>
        <source>Prediction</source>
        <translation>Predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="64"/>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="17"/>
        <source>Probability</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="235"/>
        <source>Set size</source>
        <translation>Tamaño del conjunto</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="236"/>
        <source>Interval width</source>
        <translation>Anchura del intervalo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="238"/>
        <source>Dissimilarity</source>
        <translation>Disimilitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="239"/>
        <source>Area of applicability</source>
        <translation>Área de aplicabilidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="240"/>
        <source>Distance to training points</source>
        <translation>Distancia a los puntos de entrenamiento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>inside</source>
        <translation>dentro</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="249"/>
        <source>outside</source>
        <translation>fuera</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="67"/>
        <source>The layer “{layer}” ({name}) has no valid polygon.</source>
        <translation>La capa «{layer}» ({name}) no tiene ningún polígono válido.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="109"/>
        <source>The prediction area is given as an extent (AREA) and as polygons (AREA_POLYGONS). Choose one of them.</source>
        <translation>El área de predicción se ha dado como extensión (AREA) y como polígonos (AREA_POLYGONS). Elija una de las dos opciones.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/polygons.py" line="117"/>
        <source>The layer “{layer}” (AREA_POLYGONS) has {count} polygons. The maximum is {most}. Simplify or select polygons first.</source>
        <translation>La capa «{layer}» (AREA_POLYGONS) tiene {count} polígonos. El máximo es {most}. Simplifique o seleccione polígonos primero.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="108"/>
        <source>{target}: predictions</source>
        <translation>{target}: predicciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="114"/>
        <source>{target}: scores by region</source>
        <translation>{target}: puntuaciones por región</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="107"/>
        <source>{target}: scores by encoder</source>
        <translation>{target}: puntuaciones por codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="60"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “As the prediction area of the model” does so if that area is the land or the sea of an extent.</source>
        <translation>Deja sin datos los píxeles en el mar o en tierra, salvo la costa (Natural Earth, resolución de 0.1 grados). «Como el área de predicción del modelo» lo hace si esa área es la tierra o el mar de una extensión.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="65"/>
        <source>As the prediction area of the model</source>
        <translation>Como el área de predicción del modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="73"/>
        <source>Land and sea</source>
        <translation>Tierra y mar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="75"/>
        <source>Sea only</source>
        <translation>Solo mar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="70"/>
        <source>Pixels to predict</source>
        <translation>Píxeles que predecir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="108"/>
        <source>{target}: prediction</source>
        <translation>{target}: predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="217"/>
        <source>{target}: out-of-fold predictions</source>
        <translation>{target}: predicciones fuera del pliegue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggest points to measure</source>
        <translation>Sugerir puntos que medir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>Suggests where to measure next, so that an area is less dissimilar and distant from the training data.</source>
        <translation>Sugiere dónde medir a continuación, para que un área sea menos disímil y esté menos alejada de los datos de entrenamiento.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="38"/>
        <source>satclip,suggest,sampling,design,survey,measure,sample,model</source>
        <translation>satclip,sugerir,muestreo,diseño,levantamiento,medir,muestra,modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="49"/>
        <source>Extent of the area</source>
        <translation>Extensión del área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="50"/>
        <source>Default: the extent of the training points. If most of them lie on land, only the land in it.</source>
        <translation>Valor predeterminado: la extensión de los puntos de entrenamiento. Si la mayoría está en tierra, solo la tierra que contiene.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="55"/>
        <source>Or polygons of the area</source>
        <translation>O polígonos del área</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="71"/>
        <source>Suggested points</source>
        <translation>Puntos sugeridos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="74"/>
        <source>Reduction of the mean dissimilarity and distance (0 to 1)</source>
        <translation>Reducción de la disimilitud y la distancia medias (0 a 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="52"/>
        <source>Adds bands with the prediction interval (or class probability and set size), the dissimilarity index, the area of applicability, the distance to the nearest training point and the expected error.</source>
        <translation>Añade bandas con el intervalo de predicción (o la probabilidad de la clase y el tamaño del conjunto), el índice de disimilitud, el área de aplicabilidad, la distancia al punto de entrenamiento más cercano y el error esperado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="24"/>
        <source>Expected error</source>
        <translation>Error esperado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="75"/>
        <source>Uses only the encoders, coordinates, fields and raster bands that improve the cross-validated score (forward selection). Maps are then possible if no field is selected. Takes longer.</source>
        <translation>Usa solo los codificadores, las coordenadas, los campos y las bandas ráster que mejoran la puntuación en validación cruzada (selección hacia delante). Los mapas son posibles entonces si no se selecciona ningún campo. Tarda más.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="79"/>
        <source>Select predictors</source>
        <translation>Seleccionar predictores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="233"/>
        <source>Suitability</source>
        <translation>Idoneidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="20"/>
        <source>Suitable</source>
        <translation>Idóneo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>suitable</source>
        <translation>idóneo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="258"/>
        <source>not suitable</source>
        <translation>no idóneo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="260"/>
        <source>Relative suitability for {value}: {highest}</source>
        <translation>Idoneidad relativa para {value}: {highest}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="80"/>
        <source>Of two classes, the one whose probability is predicted, such as presence. Default: true, yes, present or the larger number; of other classes the last one in alphabetical order. With background points, the value of the presences, such as the name of a species.</source>
        <translation>De dos clases, aquella cuya probabilidad se predice, como la presencia. Valor predeterminado: verdadero, sí, presente o el número mayor; con otras clases, la última en orden alfabético. Con puntos de fondo, el valor de las presencias, como el nombre de una especie.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="86"/>
        <source>For presences without absences: the number of background points that they are compared with, for example 10,000. The model then predicts a relative suitability. The presences are the features of the positive class, or all if the target field has one value. 0: the layer has absences.</source>
        <translation>Para presencias sin ausencias: el número de puntos de fondo con los que se comparan, por ejemplo 10 000. El modelo predice entonces una idoneidad relativa. Las presencias son los objetos de la clase positiva, o todos si el campo objetivo tiene un solo valor. 0: la capa tiene ausencias.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="91"/>
        <source>Background points for presence-only data (0: none)</source>
        <translation>Puntos de fondo para datos de solo presencia (0: ninguno)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="94"/>
        <source>Records of all species that the same people record, the modelled one among them, for example the same layer. Their places are the background points, so that presences and background have the same sampling bias. Default: places that are drawn uniformly in the prediction area.</source>
        <translation>Registros de todas las especies que registran las mismas personas, incluida la modelada, por ejemplo la misma capa. Sus lugares son los puntos de fondo, de modo que las presencias y el fondo tienen el mismo sesgo de muestreo. Valor predeterminado: lugares elegidos de manera uniforme en el área de predicción.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="207"/>
        <source>Background layer (target group)</source>
        <translation>Capa de fondo (grupo objetivo)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="71"/>
        <source>The background layer that the model was fitted with, if it was. For presence-only data.</source>
        <translation>La capa de fondo con la que se ajustó el modelo, si la hubo. Para datos de solo presencia.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="105"/>
        <source>{target}: points to measure</source>
        <translation>{target}: puntos que medir</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/patches.py" line="43"/>
        <source>Packing images: {count}</source>
        <translation>Empaquetando imágenes: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="120"/>
        <source>No feature of the layer ({name}) has a valid location.</source>
        <translation>Ningún objeto de la capa ({name}) tiene una ubicación válida.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/points.py" line="124"/>
        <source>Features of the layer ({name}) without a valid location were skipped: {count}.</source>
        <translation>Objetos de la capa ({name}) omitidos por no tener una ubicación válida: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/suggest_points.py" line="108"/>
        <source>The suggested points ({count}) would reduce the mean dissimilarity of the area and its mean distance to training points by {share} % on average.</source>
        <translation>Los puntos sugeridos ({count}) reducirían en promedio un {share} % la disimilitud media del área y su distancia media a los puntos de entrenamiento.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="122"/>
        <source>Features without a valid location: {count}. They are kept without a prediction.</source>
        <translation>Objetos sin ubicación válida: {count}. Se conservan sin predicción.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="129"/>
        <source>Features outside the area of applicability (applicable is false): {count}. Their intervals are not valid.</source>
        <translation>Objetos fuera del área de aplicabilidad (applicable es falso): {count}. Sus intervalos no son válidos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="177"/>
        <source>Skipped features: {count} ({reason}).</source>
        <translation>Objetos omitidos: {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="272"/>
        <source>Features without geometry: {count}. They are kept without an embedding.</source>
        <translation>Objetos sin geometría: {count}. Se conservan sin embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="273"/>
        <source>Features with non-finite coordinates: {count}. They are kept without an embedding.</source>
        <translation>Objetos con coordenadas no finitas: {count}. Se conservan sin embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="276"/>
        <source>Features that can&apos;t be transformed to longitude and latitude: {count}. They are kept without an embedding.</source>
        <translation>Objetos que no se pueden transformar a longitud y latitud: {count}. Se conservan sin embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="280"/>
        <source>Features beyond 90 degrees of latitude: {count}. They are kept without an embedding.</source>
        <translation>Objetos más allá de los 90 grados de latitud: {count}. Se conservan sin embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="290"/>
        <source>Features with an embedding: {count}.</source>
        <translation>Objetos con embedding: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="139"/>
        <source>Skipped points: {count} ({reason}).</source>
        <translation>Puntos omitidos: {count} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels at sea that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Píxeles en el mar que se han dejado fuera: {count}. Para predecirlos, elija «Tierra y mar» (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="122"/>
        <source>Pixels on land that were left out: {count}. To predict them, choose “Land and sea” (SURFACE).</source>
        <translation>Píxeles en tierra que se han dejado fuera: {count}. Para predecirlos, elija «Tierra y mar» (SURFACE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="51"/>
        <source>Encoders…</source>
        <translation>Codificadores…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="45"/>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_widgets.py" line="51"/>
        <source>Enter the id of another encoder</source>
        <translation>Introducir el identificador de otro codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="345"/>
        <source>SatCLIP encoders</source>
        <translation>Codificadores de SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="52"/>
        <source>bundled</source>
        <translation>incluido</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="53"/>
        <source>downloaded</source>
        <translation>descargado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="54"/>
        <source>imported</source>
        <translation>importado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="55"/>
        <source>trained here</source>
        <translation>entrenado aquí</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="56"/>
        <source>available</source>
        <translation>disponible</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="57"/>
        <source>can&apos;t be used</source>
        <translation>no se puede usar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="168"/>
        <source>Download an encoder</source>
        <translation>Descargar un codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="183"/>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="188"/>
        <source>Downloading {encoder}</source>
        <translation>Descargando {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="207"/>
        <source>Import an encoder</source>
        <translation>Importar un codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="51"/>
        <source>Encoders</source>
        <translation>Codificadores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="211"/>
        <source>Importing {file}</source>
        <translation>Importando {file}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="271"/>
        <source>The encoder “{encoder}” is now available.</source>
        <translation>El codificador «{encoder}» ya está disponible.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="226"/>
        <source>Export an encoder</source>
        <translation>Exportar un codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="233"/>
        <source>{file} already exists. Choose another name.</source>
        <translation>{file} ya existe. Elija otro nombre.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="240"/>
        <source>Exporting {encoder}</source>
        <translation>Exportando {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="244"/>
        <source>Exported to {file}.</source>
        <translation>Exportado a {file}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete an encoder</source>
        <translation>Eliminar un codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="249"/>
        <source>Delete the encoder “{encoder}”? Models and live layers that use it no longer work. To keep a copy, export it first.</source>
        <translation>¿Eliminar el codificador «{encoder}»? Los modelos y las capas dinámicas que lo usan dejarán de funcionar. Para guardar una copia, expórtelo antes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="258"/>
        <source>Deleting {encoder}</source>
        <translation>Eliminando {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="21"/>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Origin</source>
        <translation>Origen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_list.py" line="25"/>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="147"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="381"/>
        <source>&amp;Download…</source>
        <translation>&amp;Descargar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="382"/>
        <source>&amp;Import file…</source>
        <translation>&amp;Importar archivo…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="386"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exportar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="387"/>
        <source>De&amp;lete…</source>
        <translation>E&amp;liminar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="389"/>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="68"/>
        <source>Id</source>
        <translation>Identificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="69"/>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="70"/>
        <source>Dimensions</source>
        <translation>Dimensiones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="71"/>
        <source>Degree L</source>
        <translation>Grado L</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="72"/>
        <source>Trained on</source>
        <translation>Entrenado con</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="75"/>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="47"/>
        <source>Training area</source>
        <translation>Área de entrenamiento</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="48"/>
        <source>File size</source>
        <translation>Tamaño del archivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="76"/>
        <source>Download size</source>
        <translation>Tamaño de la descarga</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="128"/>
        <source>{degree} (resolves about {km} km)</source>
        <translation>{degree} (resuelve unos {km} km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="157"/>
        <source>the world</source>
        <translation>el mundo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="158"/>
        <source>{west}° to {east}° longitude, {south}° to {north}° latitude</source>
        <translation>longitud de {west}° a {east}°, latitud de {south}° a {north}°</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="20"/>
        <source>The location encoder that computes the embeddings. “bundled” is installed with the backend. Plugins &gt; SatCLIP &gt; Encoders adds others.</source>
        <translation>El codificador de ubicación que calcula los embeddings. «bundled» se instala con el backend. Complementos &gt; SatCLIP &gt; Codificadores añade otros.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="53"/>
        <source>The location encoders whose embeddings are predictors. Plugins &gt; SatCLIP &gt; Encoders adds others. In scripts, separate ids by commas.</source>
        <translation>Los codificadores de ubicación cuyos embeddings son predictores. Complementos &gt; SatCLIP &gt; Codificadores añade otros. En los scripts, separe los identificadores con comas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Install or update</source>
        <translation>Instalar o actualizar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Repair: install again</source>
        <translation>Reparar: instalar de nuevo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="43"/>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="44"/>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="45"/>
        <source>An installation that works is kept until the new one has computed an embedding.</source>
        <translation>Una instalación que funciona se conserva hasta que la nueva haya calculado un embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>an NVIDIA GPU was found</source>
        <translation>se encontró una GPU NVIDIA</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="47"/>
        <source>no NVIDIA GPU was found</source>
        <translation>no se encontró ninguna GPU NVIDIA</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="49"/>
        <source>Automatic ({found})</source>
        <translation>Automático ({found})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="50"/>
        <source>Processor (2 GB)</source>
        <translation>Procesador (2 GB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>NVIDIA GPU (about 8 GB)</source>
        <translation>GPU NVIDIA (unos 8 GB)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="53"/>
        <source>PyTorch for</source>
        <translation>PyTorch para</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="54"/>
        <source>A GPU is tested before it is used. You can change this later.</source>
        <translation>Una GPU se prueba antes de usarse. Puede cambiar esto más adelante.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="83"/>
        <source>Removed {folder}. Encoders, models, caches and logs stay in {home}.</source>
        <translation>Se ha eliminado {folder}. Los codificadores, modelos, cachés y registros permanecen en {home}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="128"/>
        <source>Documentation</source>
        <translation>Documentación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="21"/>
        <source>SatCLIP needs its backend. It is set up once, in about 3 minutes, and takes 2 GB.</source>
        <translation>SatCLIP necesita su backend. Se instala una sola vez, en unos 3 minutos, y ocupa 2 GB.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="68"/>
        <source>The backend is ready.</source>
        <translation>El backend está listo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/first_steps.py" line="78"/>
        <source>Add the live layer</source>
        <translation>Añadir la capa dinámica</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="69"/>
        <source>Finish the stopped run without further training. Its best state so far becomes an encoder.</source>
        <translation>Finaliza el entrenamiento detenido sin entrenar más. Su mejor estado hasta el momento se convierte en un codificador.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="132"/>
        <source>The SatCLIP backend is starting. Try again in a few seconds.</source>
        <translation>El backend de SatCLIP se está iniciando. Inténtelo de nuevo en unos segundos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="138"/>
        <source>The SatCLIP backend did not answer in time. Try again.</source>
        <translation>El backend de SatCLIP no respondió a tiempo. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/embedding_source.py" line="234"/>
        <source>The map shows more locations than SatCLIP's expressions can hold. Run “Add embeddings to a layer” and use its fields.</source>
        <translation>El mapa muestra más ubicaciones de las que pueden guardar las expresiones de SatCLIP. Ejecute «Añadir embeddings a una capa» y use sus campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="59"/>
        <source>{function} needs a geometry.</source>
        <translation>{function} necesita una geometría.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="84"/>
        <source>The layer has no CRS with a code. Save it in another CRS, such as EPSG:4326.</source>
        <translation>La capa no tiene un SRC con código. Guárdela en otro SRC, como EPSG:4326.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="94"/>
        <source>The number of the component must be an integer between 1 and {most}, not {number}.</source>
        <translation>El número de la componente debe ser un entero entre 1 y {most}, no {number}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="111"/>
        <source>Geometries are in the CRS of the layer, or in degrees without a layer. A line or polygon is represented by a point on it. On maps, values appear as soon as the backend has computed them.</source>
        <translation>Las geometrías están en el SRC de la capa, o en grados si no hay capa. Una línea o un polígono se representa por un punto situado en él. En los mapas, los valores aparecen en cuanto el backend los ha calculado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="115"/>
        <source>The encoder is &apos;bundled&apos;, unless you give the id of another one.</source>
        <translation>El codificador es 'bundled', salvo que se indique el identificador de otro.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="117"/>
        <source>Returns the SatCLIP embedding of a location as an array of numbers.</source>
        <translation>Devuelve el embedding de SatCLIP de una ubicación como matriz de números.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="130"/>
        <source>Returns a principal component of the SatCLIP embedding of a location, counted from 1.</source>
        <translation>Devuelve una componente principal del embedding de SatCLIP de una ubicación, contando desde 1.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/expression_functions.py" line="145"/>
        <source>Returns the similarity of two locations, as in similarity maps: the cosine of their embeddings, from 1 (most similar) over 0 (unrelated) to -1 (opposite).</source>
        <translation>Devuelve la similitud de dos ubicaciones, como en los mapas de similitud: el coseno de sus embeddings, desde 1 (lo más similar), pasando por 0 (sin relación), hasta -1 (opuesto).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="253"/>
        <source>Click on the map. The layer will show the similarity to that location.</source>
        <translation>Haga clic en el mapa. La capa mostrará la similitud con esa ubicación.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/extents.py" line="78"/>
        <source>The map would have {pixels} pixels ({width} x {height}) of {size}. The maximum is {most}. Use a larger pixel size (PIXEL_SIZE), for example {larger}, or a smaller extent (EXTENT).</source>
        <translation>El mapa tendría {pixels} píxeles ({width} x {height}) de {size}. El máximo es {most}. Use un tamaño de píxel mayor (PIXEL_SIZE), por ejemplo {larger}, o una extensión más pequeña (EXTENT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/grid.py" line="59"/>
        <source>In units of the output CRS. Default: a round number at which the map has about a million pixels.</source>
        <translation>En unidades del SRC de salida. Valor predeterminado: un número redondo con el que el mapa tiene alrededor de un millón de píxeles.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="37"/>
        <source>Encoder: {encoder}</source>
        <translation>Codificador: {encoder}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="39"/>
        <source>SHA-256 of the weights: {hash}</source>
        <translation>SHA-256 de los pesos: {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="41"/>
        <source>SHA-256 of the file: {hash}</source>
        <translation>SHA-256 del archivo: {hash}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/metadata.py" line="43"/>
        <source>Licence: {licence}</source>
        <translation>Licencia: {licence}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="15"/>
        <source>Lower end of the prediction interval</source>
        <translation>Extremo inferior del intervalo de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="16"/>
        <source>Upper end of the prediction interval</source>
        <translation>Extremo superior del intervalo de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="18"/>
        <source>Size of the prediction set</source>
        <translation>Tamaño del conjunto de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="19"/>
        <source>Relative suitability</source>
        <translation>Idoneidad relativa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="21"/>
        <source>Dissimilarity index</source>
        <translation>Índice de disimilitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="22"/>
        <source>Inside the area of applicability</source>
        <translation>Dentro del área de aplicabilidad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="23"/>
        <source>Distance to the nearest training point (km)</source>
        <translation>Distancia al punto de entrenamiento más cercano (km)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="26"/>
        <source>Fold</source>
        <translation>Pliegue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="27"/>
        <source>Observed value</source>
        <translation>Valor observado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="28"/>
        <source>Out-of-fold prediction</source>
        <translation>Predicción fuera del pliegue</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="29"/>
        <source>Residual (observed - predicted)</source>
        <translation>Residuo (observado - predicho)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="30"/>
        <source>Predicted correctly</source>
        <translation>Predicho correctamente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="32"/>
        <source>Rank</source>
        <translation>Orden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="33"/>
        <source>Reduction of the mean dissimilarity and distance</source>
        <translation>Reducción de la disimilitud y la distancia medias</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="34"/>
        <source>Longitude</source>
        <translation>Longitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="35"/>
        <source>Latitude</source>
        <translation>Latitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="37"/>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="39"/>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="40"/>
        <source>Area (km²)</source>
        <translation>Área (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="41"/>
        <source>Mean similarity to the cluster centre</source>
        <translation>Similitud media con el centro del clúster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="42"/>
        <source>Principal component 1</source>
        <translation>Componente principal 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="43"/>
        <source>Principal component 2</source>
        <translation>Componente principal 2</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="44"/>
        <source>Principal component 3</source>
        <translation>Componente principal 3</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="46"/>
        <source>Region</source>
        <translation>Región</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="48"/>
        <source>Number of observations</source>
        <translation>Número de observaciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="49"/>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="50"/>
        <source>Lower end of the confidence interval</source>
        <translation>Extremo inferior del intervalo de confianza</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="51"/>
        <source>Upper end of the confidence interval</source>
        <translation>Extremo superior del intervalo de confianza</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="52"/>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="53"/>
        <source>Encoder or baseline</source>
        <translation>Codificador o modelo de referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="55"/>
        <source>Dimension</source>
        <translation>Dimensión</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="56"/>
        <source>Score with spatial folds</source>
        <translation>Puntuación con pliegues espaciales</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="57"/>
        <source>Score with spatial folds, lower end</source>
        <translation>Puntuación con pliegues espaciales, extremo inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="58"/>
        <source>Score with spatial folds, upper end</source>
        <translation>Puntuación con pliegues espaciales, extremo superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="59"/>
        <source>Score with random folds</source>
        <translation>Puntuación con pliegues aleatorios</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="60"/>
        <source>Difference to the first encoder</source>
        <translation>Diferencia con el primer codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="61"/>
        <source>Difference to the first encoder, lower end</source>
        <translation>Diferencia con el primer codificador, extremo inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="62"/>
        <source>Difference to the first encoder, upper end</source>
        <translation>Diferencia con el primer codificador, extremo superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="65"/>
        <source>Class name</source>
        <translation>Nombre de la clase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="66"/>
        <source>Points of the class in the map</source>
        <translation>Puntos de la clase en el mapa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="67"/>
        <source>Points of the class in the reference</source>
        <translation>Puntos de la clase en la referencia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="68"/>
        <source>Mapped area (km²)</source>
        <translation>Área cartografiada (km²)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="69"/>
        <source>Area (km²), standard error</source>
        <translation>Área (km²), error estándar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="70"/>
        <source>Area (km²), lower end</source>
        <translation>Área (km²), extremo inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="71"/>
        <source>Area (km²), upper end</source>
        <translation>Área (km²), extremo superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="72"/>
        <source>User&apos;s accuracy</source>
        <translation>Exactitud del usuario</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="73"/>
        <source>User&apos;s accuracy, standard error</source>
        <translation>Exactitud del usuario, error estándar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="74"/>
        <source>User&apos;s accuracy, lower end</source>
        <translation>Exactitud del usuario, extremo inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="75"/>
        <source>User&apos;s accuracy, upper end</source>
        <translation>Exactitud del usuario, extremo superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="76"/>
        <source>Producer&apos;s accuracy</source>
        <translation>Exactitud del productor</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="77"/>
        <source>Producer&apos;s accuracy, standard error</source>
        <translation>Exactitud del productor, error estándar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="78"/>
        <source>Producer&apos;s accuracy, lower end</source>
        <translation>Exactitud del productor, extremo inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/aliases.py" line="79"/>
        <source>Producer&apos;s accuracy, upper end</source>
        <translation>Exactitud del productor, extremo superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_layers.py" line="131"/>
        <source>The layer “{layer}” ({name}) is not georeferenced. Georeference it first (Layer &gt; Georeferencer, or Raster &gt; Georeferencer in older versions of QGIS).</source>
        <translation>La capa «{layer}» ({name}) no está georreferenciada. Georreférenciela primero (Capa &gt; Georreferenciador, o Ráster &gt; Georreferenciador en versiones anteriores de QGIS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/raster_uploads.py" line="67"/>
        <source>The layer “{layer}” is not georeferenced. It is taken as a map of the whole globe.</source>
        <translation>La capa «{layer}» no está georreferenciada. Se toma como un mapa de todo el globo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/jobs.py" line="130"/>
        <source>About {minutes} min left</source>
        <translation>Quedan unos {minutes} min</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/assess_map.py" line="146"/>
        <source>{layer}: accuracy and area by class</source>
        <translation>{layer}: exactitud y área por clase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="132"/>
        <source>{layer} with embeddings ({encoder})</source>
        <translation>{layer} con embeddings ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="13"/>
        <source>Set-up</source>
        <translation>Instalación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="14"/>
        <source>Explore</source>
        <translation>Explorar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="15"/>
        <source>Enrich</source>
        <translation>Enriquecer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/groups.py" line="17"/>
        <source>Pretrain</source>
        <translation>Preentrenar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_algorithm.py" line="73"/>
        <source>The map has {width} x {height} pixels of {size}.</source>
        <translation>El mapa tiene {width} x {height} píxeles de {size}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="97"/>
        <source>The centres of all patches in the folder, as a layer.</source>
        <translation>Los centros de todos los parches de la carpeta, como capa.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="98"/>
        <source>Patch locations</source>
        <translation>Ubicaciones de los parches</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="224"/>
        <source>Label places</source>
        <translation>Etiquetar lugares</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="121"/>
        <source>SatCLIP panel</source>
        <translation>Panel de SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="78"/>
        <source>Set up the SatCLIP backend</source>
        <translation>Instalar el backend de SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="106"/>
        <source>Searching for Python</source>
        <translation>Buscando Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="124"/>
        <source>The backend is not installed yet. It computes the embeddings, and is set up once.</source>
        <translation>El backend todavía no está instalado. Calcula los embeddings y se instala una sola vez.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="126"/>
        <source>SatCLIP uses your own environment: {python}</source>
        <translation>SatCLIP usa su propio entorno: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="128"/>
        <source>The backend is installed and up to date.</source>
        <translation>El backend está instalado y actualizado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="130"/>
        <source>The installed backend belongs to another version of the plugin. Update it.</source>
        <translation>El backend instalado corresponde a otra versión del complemento. Actualícelo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="168"/>
        <source>Installing the SatCLIP backend</source>
        <translation>Instalando el backend de SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="173"/>
        <source>The backend is ready. What do you want to do next?</source>
        <translation>El backend está listo. ¿Qué desea hacer a continuación?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="181"/>
        <source>Enter the path of the Python executable of your environment.</source>
        <translation>Introduzca la ruta del ejecutable de Python de su entorno.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="191"/>
        <source>What do you want to do next?</source>
        <translation>¿Qué desea hacer a continuación?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="206"/>
        <source>Removing the SatCLIP backend</source>
        <translation>Eliminando el backend de SatCLIP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="235"/>
        <source>Cancelled. An installation that worked before is kept.</source>
        <translation>Cancelado. Si ya había una instalación que funcionaba, se conserva.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>The set-up has failed: {error}</source>
        <translation>La instalación ha fallado: {error}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="239"/>
        <source>Details…</source>
        <translation>Detalles…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="346"/>
        <source>Copy diagnostic report</source>
        <translation>Copiar informe de diagnóstico</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="270"/>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="299"/>
        <source>The set-up of SatCLIP continues in the background.</source>
        <translation>La instalación de SatCLIP continúa en segundo plano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="300"/>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="319"/>
        <source>Update</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="350"/>
        <source>Install</source>
        <translation>Instalar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="320"/>
        <source>Test and use</source>
        <translation>Probar y usar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="328"/>
        <source>Install the backend (recommended)</source>
        <translation>Instalar el backend (recomendado)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="329"/>
        <source>Use my own environment</source>
        <translation>Usar mi propio entorno</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="347"/>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="348"/>
        <source>Installs the backend again.</source>
        <translation>Instala el backend de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="349"/>
        <source>Remove…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="59"/>
        <source>Click on the map to label a place. Shift+click removes a label, 1 to 9 choose the class, Ctrl+Z undoes.</source>
        <translation>Haga clic en el mapa para etiquetar un lugar. Mayús+clic quita una etiqueta, las teclas 1 a 9 eligen la clase, Ctrl+Z deshace.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="65"/>
        <source>GeoPackage…</source>
        <translation>GeoPackage…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="66"/>
        <source>Temporary layer</source>
        <translation>Capa temporal</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="123"/>
        <source>GeoPackage for the labels</source>
        <translation>GeoPackage para las etiquetas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="247"/>
        <source>Select features of another vector layer first.</source>
        <translation>Seleccione primero objetos de otra capa vectorial.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="148"/>
        <source>Create a layer for labels, or choose a point layer to continue with.</source>
        <translation>Cree una capa para las etiquetas o elija una capa de puntos para continuar con ella.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="262"/>
        <source>Add a class first.</source>
        <translation>Añada primero una clase.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="273"/>
        <source>There is no label here. Shift+click on a label removes it.</source>
        <translation>Aquí no hay ninguna etiqueta. Mayús+clic en una etiqueta la quita.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="283"/>
        <source>There is nothing to undo.</source>
        <translation>No hay nada que deshacer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="81"/>
        <source>Add class</source>
        <translation>Añadir clase</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="301"/>
        <source>Name of the class:</source>
        <translation>Nombre de la clase:</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="327"/>
        <source>This class has labels. Remove them first: Shift+click on each, or use the attribute table.</source>
        <translation>Esta clase tiene etiquetas. Quítelas primero: Mayús+clic en cada una, o use la tabla de atributos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="358"/>
        <source>This view has no other place to suggest. Pan or zoom the map.</source>
        <translation>No hay más lugares que sugerir en esta vista. Desplace o amplíe el mapa.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="370"/>
        <source>This view has no other place on land to suggest. Pan or zoom the map.</source>
        <translation>No hay más lugares en tierra que sugerir en esta vista. Desplace o amplíe el mapa.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="375"/>
        <source>The class of the marked place is uncertain: “{first}” or “{second}”. Label it if you know it.</source>
        <translation>La clase del lugar marcado es incierta: «{first}» o «{second}». Etiquételo si la conoce.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="55"/>
        <source>not yet known</source>
        <translation>aún desconocido</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="74"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="77"/>
        <source>On this computer</source>
        <translation>En este equipo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="96"/>
        <source>On a server</source>
        <translation>En un servidor</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="79"/>
        <source>Algorithms, live layers and expressions use the backend of a server, which receives your data.</source>
        <translation>Los algoritmos, las capas dinámicas y las expresiones usan el backend de un servidor, que recibe sus datos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="95"/>
        <source>https, with a certificate that QGIS trusts, or http to this computer, such as for an SSH tunnel.</source>
        <translation>https con un certificado en el que QGIS confíe, o http a este equipo, por ejemplo para un túnel SSH.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="101"/>
        <source>“Basic authentication” with the server's token as the password, or an API header with it.</source>
        <translation>«Autenticación básica» con el token del servidor como contraseña, o una cabecera API con él.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="105"/>
        <source>Tests what is entered here, even if another backend is running: computes an embedding.</source>
        <translation>Prueba los datos introducidos aquí, aunque se esté ejecutando otro backend: calcula un embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="124"/>
        <source>Python executable</source>
        <translation>Ejecutable de Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="125"/>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="126"/>
        <source>Authentication</source>
        <translation>Autenticación</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="190"/>
        <source>Not tested yet.</source>
        <translation>Aún no se ha probado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/backend_options.py" line="192"/>
        <source>The environment variable SATCLIP_PYTHON takes precedence: {python}</source>
        <translation>La variable de entorno SATCLIP_PYTHON tiene prioridad: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="64"/>
        <source>New</source>
        <translation>Nueva</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="65"/>
        <source>Create a layer for labels</source>
        <translation>Crea una capa para las etiquetas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="72"/>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="73"/>
        <source>New labels get the selected class. Double-click to rename it.</source>
        <translation>Las etiquetas nuevas reciben la clase seleccionada. Haga doble clic para cambiarle el nombre.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="51"/>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="83"/>
        <source>Colour of the selected class</source>
        <translation>Color de la clase seleccionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="87"/>
        <source>Remove the selected class, which must have no labels</source>
        <translation>Quita la clase seleccionada, que no debe tener etiquetas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="93"/>
        <source>Undo the last label (Ctrl+Z on the map)</source>
        <translation>Deshace la última etiqueta (Ctrl+Z en el mapa)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="95"/>
        <source>Label the selected features of the current layer with the selected class</source>
        <translation>Etiqueta los objetos seleccionados de la capa actual con la clase seleccionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="104"/>
        <source>Show the place in the current view whose class is most uncertain</source>
        <translation>Muestra el lugar de la vista actual cuya clase es más incierta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="109"/>
        <source>Places with a smaller probability or similarity are transparent</source>
        <translation>Los lugares con una probabilidad o similitud menor son transparentes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="113"/>
        <source>Open “Fit a model” with these labels as the target</source>
        <translation>Abre «Ajustar un modelo» con estas etiquetas como objetivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="150"/>
        <source>Choose the field with the classes. The layer is then drawn in the colours of its classes.</source>
        <translation>Elija el campo con las clases. La capa se dibuja entonces con los colores de sus clases.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="154"/>
        <source>These labels are in a temporary layer and are lost when QGIS closes. Right-click the layer and choose “Make Permanent” to keep them.</source>
        <translation>Estas etiquetas están en una capa temporal y se pierden al cerrar QGIS. Para conservarlas, haga clic con el botón derecho en la capa y elija «Hacer permanente».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="182"/>
        <source>All classes</source>
        <translation>Todas las clases</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="58"/>
        <source>The backend sent a reply that this version of the plugin can&apos;t read.</source>
        <translation>El backend ha enviado una respuesta que esta versión del complemento no puede leer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="64"/>
        <source>Clicks add locations that places should not resemble. Or hold Alt when you click.</source>
        <translation>Los clics añaden ubicaciones a las que los lugares no deben parecerse. O mantenga pulsada la tecla Alt al hacer clic.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="80"/>
        <source>Opens the dialog that creates a raster of the view with these settings.</source>
        <translation>Abre el diálogo que crea un ráster de la vista con estos ajustes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="82"/>
        <source>Saves a PCA basis that is fitted to the view, for maps with the same, comparable colours.</source>
        <translation>Guarda una base ACP ajustada a la vista, para mapas con los mismos colores, comparables entre sí.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_task.py" line="55"/>
        <source>Unexpected error ({kind}: {reason}).</source>
        <translation>Error inesperado ({kind}: {reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 2 GB</source>
        <translation>unos 2 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Remove the backend</source>
        <translation>Eliminar el backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="24"/>
        <source>Delete the Python environment of the backend ({size})?</source>
        <translation>¿Eliminar el entorno de Python del backend ({size})?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="25"/>
        <source>A running backend is stopped. Your projects, layers and model files stay. So do encoders and caches in {folder}, unless you delete them, too.</source>
        <translation>Si el backend se está ejecutando, se detiene. Sus proyectos, capas y archivos de modelo se conservan. También los codificadores y las cachés de {folder}, salvo que los elimine también.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="31"/>
        <source>Also delete encoders, caches and logs ({size})</source>
        <translation>Eliminar también los codificadores, las cachés y los registros ({size})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="41"/>
        <source>Encoders that you trained or imported are deleted, too. Models and live layers that use them no longer work. Delete all encoders, caches and logs?</source>
        <translation>También se eliminan los codificadores que ha entrenado o importado. Los modelos y las capas dinámicas que los usan dejarán de funcionar. ¿Eliminar todos los codificadores, cachés y registros?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="59"/>
        <source>The backend was removed. Encoders, caches and logs stay in {folder}.</source>
        <translation>Se ha eliminado el backend. Los codificadores, las cachés y los registros permanecen en {folder}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/removal.py" line="61"/>
        <source>The backend, its encoders, caches and logs were deleted.</source>
        <translation>Se han eliminado el backend y sus codificadores, cachés y registros.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/training_desktop.py" line="100"/>
        <source>The runs are listed when the backend is running.</source>
        <translation>Los entrenamientos se muestran cuando el backend está en ejecución.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="41"/>
        <source>Searching…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="43"/>
        <source>Automatic: the GPU, if it passes a test</source>
        <translation>Automático: la GPU, si supera una prueba</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="53"/>
        <source>PyTorch {torch} and the SatCLIP backend {version}, in a separate Python environment. Nothing is installed into the Python environment of QGIS.</source>
        <translation>PyTorch {torch} y el backend de SatCLIP {version}, en un entorno de Python aparte. No se instala nada en el entorno de Python de QGIS.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="57"/>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="58"/>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="60"/>
        <source>From</source>
        <translation>Origen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="61"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="75"/>
        <source>found automatically</source>
        <translation>se busca automáticamente</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="83"/>
        <source>Advanced</source>
        <translation>Avanzado</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="111"/>
        <source>{python}; uv installs the packages</source>
        <translation>{python}; uv instala los paquetes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="121"/>
        <source>about 8 GB</source>
        <translation>unos 8 GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="123"/>
        <source>{size}; {free} are free</source>
        <translation>{size}; {free} libres</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="126"/>
        <source>The installation needs {needed}. Free some disk space first.</source>
        <translation>La instalación necesita {needed}. Libere primero espacio en el disco.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="135"/>
        <source>Choose a folder of wheels below.</source>
        <translation>Elija abajo una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="136"/>
        <source>pypi.org and download.pytorch.org, or the index in pip&apos;s configuration</source>
        <translation>pypi.org y download.pytorch.org, o el índice de la configuración de pip</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="143"/>
        <source>{sources}. The hashes of the packages are not checked.</source>
        <translation>{sources}. No se comprueban los hashes de los paquetes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="154"/>
        <source>The environment must contain the package satclip-backend {version}. It is tested first. SatCLIP never changes it.</source>
        <translation>El entorno debe contener el paquete satclip-backend {version}. Primero se prueba. SatCLIP nunca lo modifica.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="42"/>
        <source>The report is saved next to the model, as an HTML file.</source>
        <translation>El informe se guarda junto al modelo, como archivo HTML.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="44"/>
        <source>Fits and cross-validates a model of the field in the background.</source>
        <translation>Ajusta y valida de forma cruzada un modelo del campo en segundo plano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="52"/>
        <source>Opens the dialog of the algorithm with these values.</source>
        <translation>Abre el diálogo del algoritmo con estos valores.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="50"/>
        <source>Models of the project</source>
        <translation>Modelos del proyecto</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="52"/>
        <source>Adds the model in a file to the list.</source>
        <translation>Añade a la lista el modelo de un archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="59"/>
        <source>Opens the dialog of a prediction map of the view.</source>
        <translation>Abre el diálogo de un mapa de predicción de la vista.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="62"/>
        <source>Adds a temporary copy of the layer with predictions, in the background.</source>
        <translation>Añade una copia temporal de la capa con predicciones, en segundo plano.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="94"/>
        <source>There is no report next to the model.</source>
        <translation>No hay ningún informe junto al modelo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="123"/>
        <source>Use a model</source>
        <translation>Usar un modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="82"/>
        <source>Cancelling</source>
        <translation>Cancelando</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="102"/>
        <source>{step} ({time} elapsed)</source>
        <translation>{step} (transcurrido: {time})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="50"/>
        <source>Adds a temporary copy of the layer with the embeddings as fields.</source>
        <translation>Añade una copia temporal de la capa con los embeddings como campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="17"/>
        <source>Points without a class: {count}.</source>
        <translation>Puntos sin clase: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="19"/>
        <source>Points that are not on Earth, which are not used: {count}.</source>
        <translation>Puntos que no están en la Tierra, que no se usan: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="28"/>
        <source>Similarity to the labels of one class. Label places of another class to tell them apart.</source>
        <translation>Similitud con las etiquetas de una clase. Etiquete lugares de otra clase para distinguirlas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="30"/>
        <source>Similarity to the labels. With two labels of each class, it is compared with a logistic regression.</source>
        <translation>Similitud con las etiquetas. Con dos etiquetas de cada clase, se compara con una regresión logística.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>logistic regression</source>
        <translation>regresión logística</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="34"/>
        <source>similarity</source>
        <translation>similitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="36"/>
        <source>Method: {used}. Leave-one-out balanced accuracy {accuracy} of {labels} labels ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Método: {used}. Exactitud equilibrada dejando uno fuera: {accuracy}, con {labels} etiquetas ({other}: {lower}). Las etiquetas cercanas entre sí la hacen demasiado alta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_report.py" line="41"/>
        <source>Method: {used}. Balanced accuracy {accuracy} of {labels} labels in {folds}-fold cross-validation ({other}: {lower}). Labels close to each other make it too high.</source>
        <translation>Método: {used}. Exactitud equilibrada: {accuracy}, con {labels} etiquetas en validación cruzada de {folds} pliegues ({other}: {lower}). Las etiquetas cercanas entre sí la hacen demasiado alta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="35"/>
        <source>Data on this computer</source>
        <translation>Datos en este equipo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="36"/>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="37"/>
        <source>Clear…</source>
        <translation>Vaciar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="38"/>
        <source>Deletes image features of pretraining, partial downloads, and uploads and results of jobs. Encoders, models and pretraining runs stay.</source>
        <translation>Elimina las características de imagen del preentrenamiento, las descargas incompletas, y los archivos enviados y resultados de los trabajos. Los codificadores, modelos y preentrenamientos se conservan.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="46"/>
        <source>Remove the backend…</source>
        <translation>Eliminar el backend…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="47"/>
        <source>Closes the options and opens the set-up, which removes the backend.</source>
        <translation>Cierra las opciones y abre la instalación, que elimina el backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="57"/>
        <source>Data folder</source>
        <translation>Carpeta de datos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="69"/>
        <source>Temporary files</source>
        <translation>Archivos temporales</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="71"/>
        <source>Delete the temporary files? A running backend restarts when it is next needed. Image features of pretraining are computed again, and stopped downloads start from the beginning. Encoders, models and pretraining runs stay.</source>
        <translation>¿Eliminar los archivos temporales? Si el backend se está ejecutando, se reinicia cuando vuelva a hacer falta. Las características de imagen del preentrenamiento se calculan de nuevo y las descargas interrumpidas empiezan desde el principio. Los codificadores, modelos y preentrenamientos se conservan.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="72"/>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="86"/>
        <source>Deleting…</source>
        <translation>Eliminando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="93"/>
        <source>{size}. Nothing was deleted, because jobs are running: {jobs}.</source>
        <translation>{size}. No se ha eliminado nada, porque hay trabajos en curso: {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="108"/>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/data_options.py" line="110"/>
        <source>Opens the folder in the file manager. It is created when it is first needed.</source>
        <translation>Abre la carpeta en el gestor de archivos. Se crea la primera vez que hace falta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="114"/>
        <source>Replace {files}?</source>
        <translation>¿Reemplazar {files}?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="130"/>
        <source>Open report</source>
        <translation>Abrir informe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="137"/>
        <source>Open a model</source>
        <translation>Abrir un modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="146"/>
        <source>The project has no model yet. Fit one, or open a file.</source>
        <translation>El proyecto aún no tiene ningún modelo. Ajuste uno o abra un archivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="173"/>
        <source>Target: {field}</source>
        <translation>Objetivo: {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="177"/>
        <source>Balanced accuracy</source>
        <translation>Exactitud equilibrada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="179"/>
        <source>kNNDM</source>
        <translation>kNNDM</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="180"/>
        <source>spatial blocks</source>
        <translation>bloques espaciales</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="181"/>
        <source>leave one group out</source>
        <translation>dejando un grupo fuera</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="182"/>
        <source>random folds, optimistic</source>
        <translation>pliegues aleatorios, optimista</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="184"/>
        <source>{score}: {value} ({folds})</source>
        <translation>{score}: {value} ({folds})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="192"/>
        <source>Observations: {count}</source>
        <translation>Observaciones: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="195"/>
        <source>Encoders: {encoders}</source>
        <translation>Codificadores: {encoders}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="53"/>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="61"/>
        <source>Start the backend. It also starts when it is needed.</source>
        <translation>Inicia el backend. También se inicia cuando hace falta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="92"/>
        <source>The backend is not set up.</source>
        <translation>El backend no está instalado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="93"/>
        <source>The backend is stopped.</source>
        <translation>El backend está detenido.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="94"/>
        <source>The backend is starting…</source>
        <translation>El backend se está iniciando…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="95"/>
        <source>The backend is running.</source>
        <translation>El backend está en ejecución.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="100"/>
        <source>The backend is running ({details}).</source>
        <translation>El backend está en ejecución ({details}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/encoder_choice.py" line="19"/>
        <source>The encoder that all sections use</source>
        <translation>El codificador que usan todas las secciones</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="40"/>
        <source>Limits of the backend on this computer</source>
        <translation>Límites del backend en este equipo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="44"/>
        <source>Where embeddings and models are computed. “Test” shows whether the computer has the device.</source>
        <translation>Dónde se calculan los embeddings y los modelos. «Probar» indica si el equipo tiene el dispositivo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="47"/>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="48"/>
        <source>Processor cores that the backend uses. Fewer leave more for other programs.</source>
        <translation>Núcleos del procesador que usa el backend. Con menos núcleos quedan más para otros programas.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source>No limit</source>
        <translation>Sin límite</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="51"/>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>Memory that the backend and each of its jobs may use. A job that needs more fails with a message.</source>
        <translation>Memoria que pueden usar el backend y cada uno de sus trabajos. Un trabajo que necesita más falla con un mensaje.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="52"/>
        <source>The memory can be limited on Linux only.</source>
        <translation>La memoria solo se puede limitar en Linux.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="60"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="61"/>
        <source>Minutes without a request after which the backend ends and frees its memory.</source>
        <translation>Minutos sin solicitudes tras los cuales el backend se cierra y libera su memoria.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="64"/>
        <source>Offline: no connections to the internet</source>
        <translation>Sin conexión: sin acceso a Internet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="65"/>
        <source>The backend downloads no encoders and reads no images at URLs. It says so if an algorithm needs them.</source>
        <translation>El backend no descarga codificadores ni lee imágenes de URL. Si un algoritmo los necesita, lo indica.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="72"/>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="73"/>
        <source>Processor cores</source>
        <translation>Núcleos del procesador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="74"/>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="75"/>
        <source>Ends when unused for</source>
        <translation>Se cierra sin uso tras</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="77"/>
        <source>Changes apply at once if no job is running, otherwise when the jobs have ended.</source>
        <translation>Los cambios se aplican de inmediato si no hay ningún trabajo en curso; si lo hay, cuando terminen los trabajos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Automatic (the fastest)</source>
        <translation>Automático (el más rápido)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>Processor</source>
        <translation>Procesador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="101"/>
        <source>NVIDIA GPU</source>
        <translation>GPU NVIDIA</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="103"/>
        <source>Apple GPU</source>
        <translation>GPU Apple</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="217"/>
        <source>The new options apply when the running jobs of the backend have ended: {jobs}.</source>
        <translation>Las nuevas opciones se aplicarán cuando terminen los trabajos en curso del backend: {jobs}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options/options.py" line="223"/>
        <source>The backend ends, and starts with the new options when it is next needed.</source>
        <translation>El backend se cierra y se inicia con las nuevas opciones cuando vuelva a hacer falta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="58"/>
        <source>Save the PCA basis of the view</source>
        <translation>Guardar la base ACP de la vista</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_maps.py" line="76"/>
        <source>Create a map with this basis…</source>
        <translation>Crear un mapa con esta base…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="56"/>
        <source>Negative examples</source>
        <translation>Ejemplos negativos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="146"/>
        <source>“{algorithm}” is running.</source>
        <translation>«{algorithm}» está en ejecución.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="167"/>
        <source>More warnings in the message log: {count}.</source>
        <translation>Más advertencias en el registro de mensajes: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="168"/>
        <source>“{algorithm}” has finished.</source>
        <translation>«{algorithm}» ha terminado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="174"/>
        <source>See the message log.</source>
        <translation>Consulte el registro de mensajes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="175"/>
        <source>“{algorithm}” failed. {reason}</source>
        <translation>«{algorithm}» ha fallado. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/algorithm_runs.py" line="177"/>
        <source>More options…</source>
        <translation>Más opciones…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="75"/>
        <source>Click on the map to show similar places. Hold Ctrl or Shift to add a location, or Alt to add a location that places should not resemble.</source>
        <translation>Haga clic en el mapa para mostrar lugares similares. Mantenga pulsada la tecla Ctrl o Mayús para añadir una ubicación, o Alt para añadir una ubicación a la que los lugares no deben parecerse.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="263"/>
        <source>Click a location that places should resemble first.</source>
        <translation>Haga clic primero en una ubicación a la que los lugares deban parecerse.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/live_desktop.py" line="271"/>
        <source>The maximum is {most} locations. Click without a key to start again.</source>
        <translation>El máximo es de {most} ubicaciones. Haga clic sin pulsar ninguna tecla para empezar de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/live_layer.py" line="92"/>
        <source>Live classes ({encoder})</source>
        <translation>Clases dinámicas ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="41"/>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="98"/>
        <source>{range}: predicted too high</source>
        <translation>{range}: predicción demasiado alta</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="100"/>
        <source>{range}: predicted too low</source>
        <translation>{range}: predicción demasiado baja</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="196"/>
        <source>Probability of {value}</source>
        <translation>Probabilidad de {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="229"/>
        <source>Lower limit</source>
        <translation>Límite inferior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/prediction_style.py" line="230"/>
        <source>Upper limit</source>
        <translation>Límite superior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="126"/>
        <source>Faded: sea, unknown to the encoder</source>
        <translation>Atenuado: mar, desconocido para el codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="173"/>
        <source>{component}: {percent} % of the variance</source>
        <translation>{component}: {percent} % de la varianza</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="57"/>
        <source>{file} exists already. Choose another name, or add the file to the project and continue with it.</source>
        <translation>{file} ya existe. Elija otro nombre, o añada el archivo al proyecto y continúe con él.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="69"/>
        <source>{file} could not be written: {reason}</source>
        <translation>No se pudo escribir {file}: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="38"/>
        <source>The field “{field}” identifies the features of “{layer}”. Choose another field.</source>
        <translation>El campo «{field}» identifica los objetos de «{layer}». Elija otro campo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="48"/>
        <source>The field “{field}” of “{layer}” has more than {most} different values. Choose another field.</source>
        <translation>El campo «{field}» de «{layer}» tiene más de {most} valores distintos. Elija otro campo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="90"/>
        <source>Enter a name for the class.</source>
        <translation>Introduzca un nombre para la clase.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="97"/>
        <source>The field “{field}” holds integers. Enter a number for the class.</source>
        <translation>El campo «{field}» contiene números enteros. Introduzca un número para la clase.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="107"/>
        <source>There is a class “{name}” already.</source>
        <translation>Ya existe una clase «{name}».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_classes.py" line="109"/>
        <source>The maximum is {most} classes.</source>
        <translation>El máximo es de {most} clases.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="92"/>
        <source>“{layer}” has more than {most} labels, the maximum for a live layer. Use “Fit a model”.</source>
        <translation>«{layer}» tiene más de {most} etiquetas, el máximo para una capa dinámica. Use «Ajustar un modelo».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="110"/>
        <source>This place is outside the area of the CRS of “{layer}”.</source>
        <translation>Este lugar está fuera del área del SRC de «{layer}».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/labels.py" line="214"/>
        <source>The labels could not be added to “{layer}”.</source>
        <translation>No se pudieron añadir las etiquetas a «{layer}».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="71"/>
        <source>“{layer}” can't be edited. Export it to a GeoPackage, and continue with that.</source>
        <translation>«{layer}» no se puede editar. Expórtela a un GeoPackage y continúe con él.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="38"/>
        <source>Label</source>
        <translation>Etiquetar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="47"/>
        <source>“{layer}” can't be edited now.</source>
        <translation>«{layer}» no se puede editar ahora.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/label_editing.py" line="78"/>
        <source>The labels could not be saved in “{layer}”: {reason}</source>
        <translation>No se pudieron guardar las etiquetas en «{layer}»: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/backend_setup.py" line="104"/>
        <source>An offline installation needs a folder of wheels.</source>
        <translation>Una instalación sin conexión necesita una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="140"/>
        <source>uv has failed. Installing with pip instead</source>
        <translation>uv ha fallado. Se instala con pip en su lugar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="172"/>
        <source>Creating a Python environment</source>
        <translation>Creando un entorno de Python</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="187"/>
        <source>Installing the dependencies of the backend</source>
        <translation>Instalando las dependencias del backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="195"/>
        <source>Installing the backend</source>
        <translation>Instalando el backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="207"/>
        <source>Testing the environment: computing an embedding</source>
        <translation>Probando el entorno: calculando un embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="213"/>
        <source>The GPU can&apos;t be used. Installing PyTorch for the processor instead</source>
        <translation>No se puede usar la GPU. Se instala PyTorch para el procesador en su lugar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="228"/>
        <source>Installing PyTorch</source>
        <translation>Instalando PyTorch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="91"/>
        <source>The algorithm returns when training has started. Training continues when QGIS is closed. The SatCLIP panel shows the progress.</source>
        <translation>El algoritmo termina cuando ha empezado el entrenamiento. El entrenamiento continúa al cerrar QGIS. El panel de SatCLIP muestra el progreso.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="201"/>
        <source>The run “{run}” continues in the background. The SatCLIP panel shows its progress. The encoder becomes available when the run has finished.</source>
        <translation>El entrenamiento «{run}» continúa en segundo plano. El panel de SatCLIP muestra su progreso. El codificador estará disponible cuando termine el entrenamiento.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="322"/>
        <source>There is no stopped run “{run}” to resume (RESUME). See Pretrain in the SatCLIP panel.</source>
        <translation>No hay ningún entrenamiento detenido «{run}» que reanudar (RESUME). Consulte Preentrenar en el panel de SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="329"/>
        <source>A run “{run}” already exists. Resume it (RESUME), delete it in the SatCLIP panel, or choose another name.</source>
        <translation>Ya existe un entrenamiento «{run}». Reanúdelo (RESUME), elimínelo en el panel de SatCLIP o elija otro nombre.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="62"/>
        <source>Adds the bands Red, Green and Blue to three or more components. They show the first three in balanced colours, as in the live layer.</source>
        <translation>Añade las bandas Red (rojo), Green (verde) y Blue (azul) a tres o más componentes. Muestran las tres primeras en colores equilibrados, como en la capa dinámica.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="66"/>
        <source>Add colour bands</source>
        <translation>Añadir bandas de color</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="58"/>
        <source>Features that the map should be unlike. The direction is twice the mean of the reference points minus the mean of these.</source>
        <translation>Objetos a los que el mapa no debe parecerse. La dirección es el doble de la media de los puntos de referencia menos la media de estos objetos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="99"/>
        <source>There are more than {most} reference points. Select some features and check “Selected features only” ({parameter}).</source>
        <translation>Hay más de {most} puntos de referencia. Seleccione algunos objetos y marque «Objetos seleccionados solamente» ({parameter}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="143"/>
        <source>Example model…</source>
        <translation>Modelo de ejemplo…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="144"/>
        <source>Opens a model for Processing: from points to a prediction map.</source>
        <translation>Abre un modelo para Procesos: de los puntos al mapa de predicción.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="132"/>
        <source>{text} It uses {size}. Encoders and caches use {data}.</source>
        <translation>{text} Ocupa {size}. Los codificadores y las cachés ocupan {data}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/example_model.py" line="16"/>
        <source>Points to prediction map</source>
        <translation>De puntos a mapa de predicción</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_pages.py" line="138"/>
        <source>{sources}. The hashes of all packages except PyTorch are checked.</source>
        <translation>{sources}. Se comprueban los hashes de todos los paquetes excepto PyTorch.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="106"/>
        <source>Cluster</source>
        <translation>Clúster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="128"/>
        <source>Locations at sea, where the similarity means little: {count}</source>
        <translation>Ubicaciones en el mar, donde la similitud significa poco: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="66"/>
        <source>Leaves pixels at sea or on land nodata, but for the coast (Natural Earth, 0.1 degree resolution). “Where the encoder was trained” leaves out the sea if the encoder knows only land: there, the similarity means nothing.</source>
        <translation>Deja sin datos los píxeles en el mar o en tierra, salvo la costa (Natural Earth, resolución de 0.1 grados). «Donde se entrenó el codificador» deja fuera el mar si el codificador solo conoce tierra: allí la similitud no significa nada.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="72"/>
        <source>Where the encoder was trained</source>
        <translation>Donde se entrenó el codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="77"/>
        <source>Pixels to map</source>
        <translation>Píxeles que representar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="122"/>
        <source>SatCLIP uses the backend of a server: {url}</source>
        <translation>SatCLIP usa el backend de un servidor: {url}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="352"/>
        <source>Use a server…</source>
        <translation>Usar un servidor…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_dialog.py" line="353"/>
        <source>Opens the options, where the backend of a server can be chosen.</source>
        <translation>Abre las opciones, donde se puede elegir el backend de un servidor.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="63"/>
        <source>New run…</source>
        <translation>Nuevo entrenamiento…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="64"/>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="66"/>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="68"/>
        <source>Finish</source>
        <translation>Finalizar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/pretrain_section.py" line="74"/>
        <source>Show model card</source>
        <translation>Mostrar ficha del modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="58"/>
        <source>Create map…</source>
        <translation>Crear mapa…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="92"/>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="94"/>
        <source>Label selected</source>
        <translation>Etiquetar selección</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="103"/>
        <source>Next place</source>
        <translation>Próximo lugar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="112"/>
        <source>Fit a model…</source>
        <translation>Ajustar un modelo…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="254"/>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="271"/>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="53"/>
        <source>Add layer</source>
        <translation>Añadir capa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="55"/>
        <source>Update layer</source>
        <translation>Actualizar capa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="67"/>
        <source>Use selected points</source>
        <translation>Usar puntos seleccionados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="81"/>
        <source>Save PCA basis…</source>
        <translation>Guardar base ACP…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="157"/>
        <source>Style</source>
        <translation>Estilo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="43"/>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="51"/>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_section.py" line="113"/>
        <source>Model file</source>
        <translation>Archivo de modelo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="38"/>
        <source>Selected features only</source>
        <translation>Solo objetos seleccionados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/enrich_section.py" line="49"/>
        <source>Add embeddings</source>
        <translation>Añadir embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="58"/>
        <source>Set up…</source>
        <translation>Instalar…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/satclip_dock.py" line="60"/>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_legend.py" line="105"/>
        <source>Cosine similarity (0: unrelated)</source>
        <translation>Similitud del coseno (0: sin relación)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="104"/>
        <source>{step} ({time} elapsed, less than a minute left)</source>
        <translation>{step} (transcurrido: {time}; queda menos de un minuto)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/setup/setup_progress.py" line="106"/>
        <source>{step} ({time} elapsed, about {minutes} min left)</source>
        <translation>{step} (transcurrido: {time}; quedan unos {minutes} min)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="96"/>
        <source>The backend has exited. Try again: the next request restarts it. If this happens again, see the log file {log}.</source>
        <translation>El backend se ha cerrado. Inténtelo de nuevo: la próxima solicitud lo reinicia. Si vuelve a ocurrir, consulte el archivo de registro {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="101"/>
        <source>The backend has not answered in time. Try again.</source>
        <translation>El backend no ha respondido a tiempo. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/request.py" line="102"/>
        <source>The request to the backend has failed ({reason}). Try again.</source>
        <translation>La solicitud al backend ha fallado ({reason}). Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/proof.py" line="62"/>
        <source>The program on the backend&apos;s port could not be authenticated, so nothing was sent to it. Try again. If this happens again, restart the computer.</source>
        <translation>No se pudo autenticar el programa del puerto del backend, por lo que no se le envió nada. Inténtelo de nuevo. Si vuelve a ocurrir, reinicie el equipo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="27"/>
        <source>The layer</source>
        <translation>La capa</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="36"/>
        <source>{name} is too large: {size} bytes. The maximum is {most} bytes. Use fewer features or fields.</source>
        <translation>{name}: {size} bytes son demasiados. El máximo es de {most} bytes. Use menos objetos o campos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="91"/>
        <source>{file} was truncated during the upload. Try again.</source>
        <translation>{file} se truncó durante el envío. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="96"/>
        <source>The data</source>
        <translation>Los datos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="100"/>
        <source>{file} can&apos;t be read: {reason}.</source>
        <translation>No se puede leer {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="60"/>
        <source>{path} could not be deleted. Close other programs that use it, and try again.</source>
        <translation>No se pudo eliminar {path}. Cierre otros programas que lo usen e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="10"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend).</source>
        <translation>Ejecute el algoritmo «Instalar el backend» (satclip:setupbackend).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/errors.py" line="142"/>
        <source>The backend has not responded for {seconds} seconds. Try again.</source>
        <translation>El backend no ha respondido en {seconds} segundos. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="107"/>
        <source>an array that can&apos;t be read</source>
        <translation>una matriz que no se puede leer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="235"/>
        <source>a reply without a protocol version</source>
        <translation>una respuesta sin versión de protocolo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="237"/>
        <source>The backend uses protocol version {spoken}, and this plugin uses version {needed}.</source>
        <translation>El backend usa la versión {spoken} del protocolo, y este complemento usa la versión {needed}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="264"/>
        <source>more data than requested</source>
        <translation>más datos de los solicitados</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="289"/>
        <source>{file} could not be written: {reason}.</source>
        <translation>No se pudo escribir {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="303"/>
        <source>The backend has stopped responding. Its process has exited or hangs. Try again.</source>
        <translation>El backend ha dejado de responder. Su proceso se ha cerrado o está bloqueado. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="307"/>
        <source>something that is not HTTP</source>
        <translation>algo que no es HTTP</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="309"/>
        <source>The backend can&apos;t be reached on this computer ({reason}). Try again. If this happens again, restart QGIS.</source>
        <translation>No se puede acceder al backend en este equipo ({reason}). Inténtelo de nuevo. Si vuelve a ocurrir, reinicie QGIS.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="320"/>
        <source>The server on the backend&apos;s port rejects the access token of QGIS. Close other copies of the backend, or restart the computer, and try again.</source>
        <translation>El servidor del puerto del backend rechaza el token de acceso de QGIS. Cierre otras copias del backend o reinicie el equipo, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="330"/>
        <source>the status {status} without an error message</source>
        <translation>el estado {status} sin mensaje de error</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="340"/>
        <source>text that is not JSON</source>
        <translation>texto que no es JSON</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="342"/>
        <source>JSON that is not an object</source>
        <translation>JSON que no es un objeto</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/client.py" line="347"/>
        <source>The server on the backend&apos;s port sent {what}. It may be another program. Try again.</source>
        <translation>El servidor del puerto del backend ha enviado lo siguiente: {what}. Puede que sea otro programa. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="124"/>
        <source>The backend sent an invalid list of encoders. Try again.</source>
        <translation>El backend ha enviado una lista de codificadores no válida. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="145"/>
        <source>The backend sent an array of shape {shape} for {count} points. Try again.</source>
        <translation>El backend ha enviado una matriz de forma {shape} para {count} puntos. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="162"/>
        <source>The backend accepted the upload but returned no id. Try again.</source>
        <translation>El backend aceptó el envío pero no devolvió ningún identificador. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="175"/>
        <source>The backend accepted the job but returned no id. Try again.</source>
        <translation>El backend aceptó el trabajo pero no devolvió ningún identificador. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="198"/>
        <source>The connection to the backend at {url} was interrupted during the job. Run the algorithm again.</source>
        <translation>La conexión con el backend en {url} se interrumpió durante el trabajo. Ejecute el algoritmo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="204"/>
        <source>The backend exited during the job. Run the algorithm again. If it fails again, see the log file {log}.</source>
        <translation>El backend se cerró durante el trabajo. Ejecute el algoritmo de nuevo. Si vuelve a fallar, consulte el archivo de registro {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="208"/>
        <source>Last output: {said}</source>
        <translation>Última salida: {said}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="236"/>
        <source>The backend sent an invalid list of runs. Try again.</source>
        <translation>El backend ha enviado una lista de entrenamientos no válida. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="269"/>
        <source>The job failed without an error message.</source>
        <translation>El trabajo falló sin mensaje de error.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="271"/>
        <source>The job was dismissed by another client.</source>
        <translation>Otro programa descartó el trabajo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="318"/>
        <source>The backend has exited and is restarted</source>
        <translation>El backend se ha cerrado y se está reiniciando</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="322"/>
        <source>The backend exited twice on the same request. {said} Log file: {log}.</source>
        <translation>El backend se cerró dos veces con la misma solicitud. {said} Archivo de registro: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="46"/>
        <source>{python} does not exist. Choose a Python executable.</source>
        <translation>{python} no existe. Elija un ejecutable de Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="50"/>
        <source>The backend of {python} has version {other}, and this plugin needs version {version}.</source>
        <translation>El backend de {python} tiene la versión {other}, y este complemento necesita la versión {version}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="58"/>
        <source>{python} has no working backend ({said}).</source>
        <translation>{python} no tiene un backend que funcione ({said}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>no error message</source>
        <translation>sin mensaje de error</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="80"/>
        <source>{python} can&apos;t be run ({reason}). Choose a Python executable.</source>
        <translation>No se puede ejecutar {python} ({reason}). Elija un ejecutable de Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/self_test.py" line="96"/>
        <source>{python} has not ended within {seconds} seconds. Choose a Python executable.</source>
        <translation>{python} no ha terminado en {seconds} segundos. Elija un ejecutable de Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="128"/>
        <source>Run the algorithm “Set up the backend” (satclip:setupbackend), or choose an environment that contains the backend in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Ejecute el algoritmo «Instalar el backend» (satclip:setupbackend), o elija un entorno que contenga el backend en Configuración &gt; Opciones &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="133"/>
        <source>The backend is not installed.</source>
        <translation>El backend no está instalado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="134"/>
        <source>The backend is not installed ({python} does not exist).</source>
        <translation>El backend no está instalado ({python} no existe).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="140"/>
        <source>Starting the backend</source>
        <translation>Iniciando el backend</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="154"/>
        <source>Another QGIS window is still starting the backend. Close that window and try again.</source>
        <translation>Otra ventana de QGIS todavía está iniciando el backend. Cierre esa ventana e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="223"/>
        <source>Another QGIS window is running a job on backend version {other}, and this plugin needs version {needed}. Wait until the job has finished, or close that window.</source>
        <translation>Otra ventana de QGIS está ejecutando un trabajo con la versión {other} del backend, y este complemento necesita la versión {needed}. Espere a que termine el trabajo o cierre esa ventana.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="253"/>
        <source>{python} can&apos;t be run ({reason}).</source>
        <translation>No se puede ejecutar {python} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="280"/>
        <source>The backend is not installed in the environment of {python}.</source>
        <translation>El backend no está instalado en el entorno de {python}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="289"/>
        <source>The backend did not start within {seconds} seconds. {said} Log file: {log}.</source>
        <translation>El backend no se inició en {seconds} segundos. {said} Archivo de registro: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="298"/>
        <source>The backend in {python} has version {other} (protocol {spoken}), and this plugin needs version {version} (protocol {protocol}).</source>
        <translation>El backend de {python} tiene la versión {other} (protocolo {spoken}), y este complemento necesita la versión {version} (protocolo {protocol}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="75"/>
        <source>{path} can&apos;t be written ({reason}). Choose another folder.</source>
        <translation>No se puede escribir {path} ({reason}). Elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="84"/>
        <source>Another QGIS window or program is installing the backend in {folder}. Wait until it is done.</source>
        <translation>Otra ventana de QGIS u otro programa está instalando el backend en {folder}. Espere a que termine.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="150"/>
        <source>{path} already exists and was not created by this installer. Choose another folder, or remove it.</source>
        <translation>{path} ya existe y no fue creado por este instalador. Elija otra carpeta o elimine esta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment_folder.py" line="162"/>
        <source>The backend needs {needed} GB of disk space, and {folder} has {free} GB free. Free some disk space, or set the environment variable SATCLIP_HOME to a folder on another disk.</source>
        <translation>El backend necesita {needed} GB de espacio en disco, y {folder} tiene {free} GB libres. Libere espacio en el disco, o asigne a la variable de entorno SATCLIP_HOME una carpeta de otro disco.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="96"/>
        <source>{path} (does not run)</source>
        <translation>{path} (no se ejecuta)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="99"/>
        <source>{path} (version {version})</source>
        <translation>{path} (versión {version})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="101"/>
        <source>{path} (32-bit)</source>
        <translation>{path} (32 bits)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="111"/>
        <source>{python} can&apos;t create environments: the modules venv and ensurepip are missing. On Debian and Ubuntu, install them with: sudo apt install python3-venv</source>
        <translation>{python} no puede crear entornos: faltan los módulos venv y ensurepip. En Debian y Ubuntu, instálelos con: sudo apt install python3-venv</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="117"/>
        <source>No Python 3.10 to 3.14 (64-bit) was found. Install Python from python.org or with your package manager, or enter the path of a Python executable.</source>
        <translation>No se encontró ningún Python de 3.10 a 3.14 (64 bits). Instale Python desde python.org o con su gestor de paquetes, o introduzca la ruta de un ejecutable de Python.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pythons.py" line="122"/>
        <source>Tried: {pythons}.</source>
        <translation>Probados: {pythons}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t use the NVIDIA GPU. Update its driver, or choose PyTorch for the processor.</source>
        <translation>PyTorch no puede usar la GPU NVIDIA. Actualice su controlador, o elija PyTorch para el procesador.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The hash of a package does not match the lock file of the plugin, so nothing was installed. Try again later. If your organisation builds its own packages, enter its package index or a folder of wheels. Their hashes are not checked.</source>
        <translation>El hash de un paquete no coincide con el archivo de bloqueo del complemento, por lo que no se instaló nada. Inténtelo de nuevo más tarde. Si su organización compila sus propios paquetes, introduzca su índice de paquetes o una carpeta de wheels. Sus hashes no se comprueban.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The disk is full. Free about 3 GB, including the disk of the temporary folder, and try again.</source>
        <translation>El disco está lleno. Libere unos 3 GB, también en el disco de la carpeta temporal, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The certificate of the package index could not be verified. Your network may inspect TLS connections. Add the certificate of your organisation in QGIS (Settings &gt; Options &gt; Authentication &gt; Manage certificates &gt; Authorities), or install from a folder of wheels.</source>
        <translation>No se pudo verificar el certificado del índice de paquetes. Puede que su red inspeccione las conexiones TLS. Añada el certificado de su organización en QGIS (Configuración &gt; Opciones &gt; Autenticación &gt; Administrar certificados &gt; Autoridades), o instale desde una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy requires a user name and a password. Enter both in Settings &gt; Options &gt; Network.</source>
        <translation>El proxy requiere un nombre de usuario y una contraseña. Introduzca ambos en Configuración &gt; Opciones &gt; Red.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The proxy refused the connection. Check the proxy in Settings &gt; Options &gt; Network.</source>
        <translation>El proxy rechazó la conexión. Compruebe el proxy en Configuración &gt; Opciones &gt; Red.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index refused access. Check its URL, the user name and the password.</source>
        <translation>El índice de paquetes denegó el acceso. Compruebe su URL, el nombre de usuario y la contraseña.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index did not answer in time. Try again: what was downloaded is kept. If it happens again, check the internet connection and the proxy (Settings &gt; Options &gt; Network).</source>
        <translation>El índice de paquetes no respondió a tiempo. Inténtelo de nuevo: lo descargado se conserva. Si vuelve a ocurrir, compruebe la conexión a Internet y el proxy (Configuración &gt; Opciones &gt; Red).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The package index can&apos;t be reached. Check the internet connection and the proxy (Settings &gt; Options &gt; Network), or install from a folder of wheels.</source>
        <translation>No se puede acceder al índice de paquetes. Compruebe la conexión a Internet y el proxy (Configuración &gt; Opciones &gt; Red), o instale desde una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>A package is not available for this system and Python version. Choose another Python (3.11 to 3.13, 64-bit), or a folder of wheels that contains the package.</source>
        <translation>Un paquete no está disponible para este sistema y esta versión de Python. Elija otro Python (de 3.11 a 3.13, 64 bits) o una carpeta de wheels que contenga el paquete.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>PyTorch can&apos;t load a library of Windows. Install the Microsoft Visual C++ Redistributable (x64) from microsoft.com, and try again.</source>
        <translation>PyTorch no puede cargar una biblioteca de Windows. Instale Microsoft Visual C++ Redistributable (x64) desde microsoft.com e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>Another program, such as an antivirus program, holds or blocks a file. Close QGIS windows and programs that use the folder, exclude the folder from antivirus scans, and try again.</source>
        <translation>Otro programa, como un antivirus, retiene o bloquea un archivo. Cierre las ventanas de QGIS y los programas que usen la carpeta, excluya la carpeta del análisis del antivirus e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="25"/>
        <source>The system denied access to a file. Choose a folder that you may write to, and exclude it from antivirus scans.</source>
        <translation>El sistema denegó el acceso a un archivo. Elija una carpeta en la que pueda escribir y exclúyala del análisis del antivirus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="130"/>
        <source>no output</source>
        <translation>sin salida</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="132"/>
        <source>The folder of wheels {folder} contains no wheel of {package} for this system and Python version. Create it with the same system and Python version (make wheelhouse). Log file: {log}.</source>
        <translation>La carpeta de wheels {folder} no contiene ningún wheel de {package} para este sistema y esta versión de Python. Créela con el mismo sistema y la misma versión de Python (make wheelhouse). Archivo de registro: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="140"/>
        <source>{advice} ({said}. Log file: {log}.)</source>
        <translation>{advice} ({said}. Archivo de registro: {log}.)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/diagnosis.py" line="141"/>
        <source>The Python environment could not be created: {said}. Log file: {log}.</source>
        <translation>No se pudo crear el entorno de Python: {said}. Archivo de registro: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="67"/>
        <source>The address of the backend&apos;s server must be like https://gis.example.org or http://127.0.0.1:8123.</source>
        <translation>La dirección del servidor del backend debe ser como https://gis.example.org o http://127.0.0.1:8123.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="74"/>
        <source>The address of the backend&apos;s server must not contain a user name or password. Use an authentication configuration.</source>
        <translation>La dirección del servidor del backend no debe contener nombre de usuario ni contraseña. Use una configuración de autenticación.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="81"/>
        <source>{host} must be asked by https, because http would send the login and your data readable for others. http is for this computer only, such as http://127.0.0.1:8123 for an SSH tunnel.</source>
        <translation>Hay que acceder a {host} por https, porque http enviaría las credenciales y sus datos de forma legible para otros. http es solo para este equipo, como http://127.0.0.1:8123 para un túnel SSH.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="105"/>
        <source>The authentication configuration {id} can&apos;t be used. Unlock or choose it in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>No se puede usar la configuración de autenticación {id}. Desbloquéela o elíjala en Configuración &gt; Opciones &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="123"/>
        <source>The backend at {url} needs its token. Choose an authentication configuration of the kind “Basic authentication” with the token as the password in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>El backend en {url} necesita su token. Elija en Configuración &gt; Opciones &gt; SatCLIP una configuración de autenticación del tipo «Autenticación básica» con el token como contraseña.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="148"/>
        <source>Check the address and the authentication in Settings &gt; Options &gt; SatCLIP.</source>
        <translation>Compruebe la dirección y la autenticación en Configuración &gt; Opciones &gt; SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="202"/>
        <source>No backend responds at {url}. Is the SSH tunnel open?</source>
        <translation>Ningún backend responde en {url}. ¿Está abierto el túnel SSH?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="177"/>
        <source>{url} is not a SatCLIP backend.</source>
        <translation>{url} no es un backend de SatCLIP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="179"/>
        <source>The server {host} has version {other} of the backend, and this plugin needs version {version}. Update the older one.</source>
        <translation>El servidor {host} tiene la versión {other} del backend, y este complemento necesita la versión {version}. Actualice la más antigua.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="261"/>
        <source>The certificate of {host} is not valid: {reason}. Check the address. If the authority is your organisation&apos;s, add it in Settings &gt; Options &gt; Authentication &gt; Manage Certificates.</source>
        <translation>El certificado de {host} no es válido: {reason}. Compruebe la dirección. Si la autoridad es la de su organización, añádala en Configuración &gt; Opciones &gt; Autenticación &gt; Administrar certificados.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="268"/>
        <source>The server {host} was not found.</source>
        <translation>No se encontró el servidor {host}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="270"/>
        <source>The server {host} does not respond. Try again later.</source>
        <translation>El servidor {host} no responde. Inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="274"/>
        <source>The connection to {host} was refused or interrupted.</source>
        <translation>La conexión con {host} fue rechazada o interrumpida.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="278"/>
        <source>No secure connection to {host} could be established ({reason}).</source>
        <translation>No se pudo establecer una conexión segura con {host} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="286"/>
        <source>The server {host} sent something that is not HTTP.</source>
        <translation>El servidor {host} ha enviado algo que no es HTTP.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="290"/>
        <source>The server {host} can&apos;t be reached ({reason}).</source>
        <translation>No se puede acceder al servidor {host} ({reason}).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="154"/>
        <source>The server {host} rejects the login.</source>
        <translation>El servidor {host} rechaza las credenciales.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="304"/>
        <source>The server {host} answered with the status {status} instead of the backend. Its backend may not be running.</source>
        <translation>El servidor {host} respondió con el estado {status} en lugar del backend. Puede que su backend no esté en ejecución.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="315"/>
        <source>The server {host} has another version of the backend than this plugin. Update the older one.</source>
        <translation>El servidor {host} tiene otra versión del backend que este complemento. Actualice la más antigua.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/columns.py" line="69"/>
        <source>The backend sent a table that can&apos;t be read. Try again.</source>
        <translation>El backend ha enviado una tabla que no se puede leer. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="123"/>
        <source>The environment in {folder} is already installed.</source>
        <translation>El entorno en {folder} ya está instalado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="155"/>
        <source>Deleting the previous environment</source>
        <translation>Eliminando el entorno anterior</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/environment.py" line="160"/>
        <source>The environment in {folder} is ready.</source>
        <translation>El entorno en {folder} está listo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/model_file.py" line="83"/>
        <source>{file} is not a valid SatCLIP model. Copy the file again, or fit the model again.</source>
        <translation>{file} no es un modelo SatCLIP válido. Copie el archivo de nuevo, o ajuste el modelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="73"/>
        <source>The folder of wheels {folder} does not exist. Choose another folder.</source>
        <translation>La carpeta de wheels {folder} no existe. Elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/pip.py" line="79"/>
        <source>The folder of wheels {folder} contains no wheels (*.whl). Fill it on a computer with internet access, the same system and the same version of Python. The help page says how.</source>
        <translation>La carpeta de wheels {folder} no contiene ningún wheel (*.whl). Llénela en un equipo con acceso a Internet, el mismo sistema y la misma versión de Python. La página de ayuda explica cómo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/launcher.py" line="282"/>
        <source>The backend exited at startup ({said}). Log file: {log}.</source>
        <translation>El backend se cerró al iniciarse ({said}). Archivo de registro: {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/labelling.py" line="238"/>
        <source>Click a cluster on the map. Typical places of it get the selected class.</source>
        <translation>Haga clic en un clúster del mapa. Los lugares típicos de él reciben la clase seleccionada.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="98"/>
        <source>From cluster</source>
        <translation>Desde clúster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/label_section.py" line="100"/>
        <source>Click a cluster on the map: a few typical places of it in the view get the selected class</source>
        <translation>Haga clic en un clúster del mapa: algunos lugares típicos de él en la vista reciben la clase seleccionada</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="69"/>
        <source>There is no cluster here. Click a colour of the cluster layer.</source>
        <translation>Aquí no hay ningún clúster. Haga clic en un color de la capa de clústeres.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="84"/>
        <source>This view has no place of the cluster that the encoder knows. Pan or zoom the map.</source>
        <translation>Esta vista no tiene ningún lugar del clúster que el codificador conozca. Desplace el mapa o cambie el zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/labelling/cluster_examples.py" line="101"/>
        <source>Add a cluster layer first: choose the style “Clusters”, and click “Add layer”.</source>
        <translation>Añada primero una capa de clústeres: elija el estilo «Clústeres» y haga clic en «Añadir capa».</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="159"/>
        <source>Asking for the size of the download…</source>
        <translation>Consultando el tamaño de la descarga…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="171"/>
        <source>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, from {source}.&lt;/p&gt;&lt;p&gt;Licence: &lt;b&gt;{licence}&lt;/b&gt;. It is on the page &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Known limits: {limits}&lt;/p&gt;&lt;p&gt;Download it?&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;{title}&lt;/b&gt;, {size}, de {source}.&lt;/p&gt;&lt;p&gt;Licencia: &lt;b&gt;{licence}&lt;/b&gt;. Está en la página &lt;a href=&quot;{page}&quot;&gt;{page}&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Límites conocidos: {limits}&lt;/p&gt;&lt;p&gt;¿Descargarlo?&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="194"/>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoders_dialog.py" line="383"/>
        <source>Import an exported encoder, or a published file such as a SatCLIP checkpoint (.ckpt)</source>
        <translation>Importar un codificador exportado o un archivo publicado, como un checkpoint de SatCLIP (.ckpt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="41"/>
        <source>Family</source>
        <translation>Familia</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="74"/>
        <source>Citation</source>
        <translation>Cita</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="73"/>
        <source>Known limits</source>
        <translation>Límites conocidos</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/encoders/encoder_details.py" line="79"/>
        <source>Released by {publisher}. It is not installed yet.</source>
        <translation>Publicado por {publisher}. Todavía no está instalado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/similarity_stretch.py" line="46"/>
        <source>This view is not on Earth. Pan or zoom the map.</source>
        <translation>Esta vista no está en la Tierra. Desplace el mapa o cambie el zoom.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="71"/>
        <source>Stretch to view</source>
        <translation>Estirar a la vista</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="72"/>
        <source>Stretch the colours to the similarities in the view (2nd to 98th percentile)</source>
        <translation>Estira los colores a las similitudes de la vista (percentiles 2 a 98)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Fixed range</source>
        <translation>Rango fijo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/explore_section.py" line="76"/>
        <source>Use the same range on every map, with 0 in the middle, so that maps are comparable</source>
        <translation>Usa el mismo rango en todos los mapas, con 0 en el centro, para que los mapas sean comparables</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/layers/map_style.py" line="66"/>
        <source>Stretched to view</source>
        <translation>Estirado a la vista</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="283"/>
        <source>Features where the encoder has no embedding: {count}. They are kept without an embedding.</source>
        <translation>Objetos donde el codificador no tiene embedding: {count}. Se conservan sin embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="128"/>
        <source>Spherical harmonics (SatCLIP)</source>
        <translation>Armónicos esféricos (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="129"/>
        <source>Longitude and latitude</source>
        <translation>Longitud y latitud</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="130"/>
        <source>Coordinates on the sphere (x, y, z)</source>
        <translation>Coordenadas en la esfera (x, y, z)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="131"/>
        <source>Wrap (sine and cosine)</source>
        <translation>Wrap (seno y coseno)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="145"/>
        <source>Basis of the encoder</source>
        <translation>Base del codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="147"/>
        <source>SIREN (SatCLIP)</source>
        <translation>SIREN (SatCLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="148"/>
        <source>Residual network (FCNet)</source>
        <translation>Red residual (FCNet)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="149"/>
        <source>Linear map</source>
        <translation>Aplicación lineal</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="151"/>
        <source>Network of the encoder</source>
        <translation>Red del codificador</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="162"/>
        <source>Contrastive (CSP, with random locations)</source>
        <translation>Contrastiva (CSP, con ubicaciones aleatorias)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="29"/>
        <source>For an encoder of location and month: 1 for January to 12 for December, or 0 for the mean over the year. Other encoders have no months.</source>
        <translation>Para un codificador de lugar y mes: de 1 para enero a 12 para diciembre, o 0 para la media del año. Los demás codificadores no tienen meses.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="67"/>
        <source>Month (0: mean over the year)</source>
        <translation>Mes (0: media del año)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="65"/>
        <source>Date field</source>
        <translation>Campo de fecha</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/encoders.py" line="37"/>
        <source>For an encoder of location and month: the embedding is that of the month of the date. Features without a date get the mean over the year.</source>
        <translation>Para un codificador de lugar y mes: el embedding es el del mes de la fecha. Los objetos sin fecha reciben la media del año.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="151"/>
        <source>Choose a month or a date field, not both.</source>
        <translation>Elija un mes o un campo de fecha, no ambos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="171"/>
        <source>The encoder “{encoder}” has no months. Leave out the month and the date field, or choose an encoder of location and month.</source>
        <translation>El codificador «{encoder}» no tiene meses. Omita el mes y el campo de fecha, o elija un codificador de lugar y mes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="260"/>
        <source>Features without a date, which get the mean over the year: {count}</source>
        <translation>Objetos sin fecha, que reciben la media del año: {count}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="139"/>
        <source>Slepian functions (fine in the training area)</source>
        <translation>Funciones de Slepian (finas en el área de entrenamiento)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="141"/>
        <source>Slepian functions resolve the training area finely. The others are for comparisons. The smallest scale of Space2Vec and Sphere2Vec follows from L.</source>
        <translation>Las funciones de Slepian resuelven con detalle el área de entrenamiento. Las demás sirven para comparar. La escala más pequeña de Space2Vec y Sphere2Vec se deriva de L.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="152"/>
        <source>The images are of the twelve months, with the same bands in each and dates such as 2004-06 in their names. The encoder has embeddings for each month, and their mean over the year.</source>
        <translation>Las imágenes son de los doce meses, con las mismas bandas en cada uno y fechas como 2004-06 en sus nombres. El codificador tiene embeddings para cada mes, y su media del año.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="156"/>
        <source>Encoder of location and month</source>
        <translation>Codificador de lugar y mes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="213"/>
        <source>The server {host} no longer has the job: it was restarted, or another client deleted the job. Run the algorithm again.</source>
        <translation>El servidor {host} ya no tiene el trabajo: se reinició, u otro cliente lo eliminó. Ejecute el algoritmo de nuevo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/backend.py" line="306"/>
        <source>The server {host} does not respond. Trying again for {minutes} minutes.</source>
        <translation>El servidor {host} no responde. Se volverá a intentar durante {minutes} minutos.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="168"/>
        <source>Random convolutions and band statistics</source>
        <translation>Convoluciones aleatorias y estadísticas de las bandas</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="169"/>
        <source>Random convolutional features (RCF)</source>
        <translation>Características conv. aleatorias (RCF)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/remote.py" line="255"/>
        <source>The certificate of {host} is not valid now: {reason}. Check the clock of this computer. If it is right, ask the administrator of the server to renew the certificate.</source>
        <translation>El certificado de {host} no es válido en este momento: {reason}. Compruebe el reloj de este equipo. Si está en hora, pida al administrador del servidor que renueve el certificado.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="266"/>
        <source>Features outside the area in which the encoder was trained: {count}.</source>
        <translation>Entidades fuera del área en la que se entrenó el codificador: {count}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/inputs/dates.py" line="47"/>
        <source>The field “{field}” holds “{value}”, which is no date. Dates begin with the year, such as 2004-07-15, or are months from 1 to 12.</source>
        <translation>El campo «{field}» contiene «{value}», que no es una fecha. Las fechas empiezan por el año, como 2004-07-15, o son meses de 1 a 12.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/panel/model_desktop.py" line="175"/>
        <source>Date field: {field}</source>
        <translation>Campo de fecha: {field}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/bridge/sending.py" line="30"/>
        <source>it is not a file</source>
        <translation>no es un archivo</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="51"/>
        <source>Points, lines or polygons in any CRS. The layer must contain the additional predictor fields and the date field of the model.</source>
        <translation>Puntos, líneas o polígonos en cualquier SRC. La capa debe contener los campos predictores adicionales y el campo de fecha del modelo.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="71"/>
        <source>For a model with a date field: 1 for January to 12 for December, or 0 for the mean over the year.</source>
        <translation>Para un modelo con un campo de fecha: de 1 (enero) a 12 (diciembre), o 0 para la media del año.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="110"/>
        <source>{target}: prediction in month {month}</source>
        <translation>{target}: predicción en el mes {month}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/parameters/model.py" line="103"/>
        <source>The month of the date is a predictor, also of the models without embeddings. Encoders of location and month have the embedding of that month. Features without a date get the mean over the year.</source>
        <translation>El mes de la fecha es un predictor, también de los modelos sin embeddings. Los codificadores de lugar y mes tienen el embedding de ese mes. Los objetos sin fecha reciben la media del año.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="112"/>
        <source>{target}: prediction, mean over the year</source>
        <translation>{target}: predicción, media del año</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/destinations.py" line="91"/>
        <source>“{output}” ({name}) is a GeoTIFF: its file name must end in .tif, and {file} does not.</source>
        <translation>«{output}» ({name}) es un GeoTIFF: el nombre del archivo debe terminar en .tif, y {file} no lo hace.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/outputs/sinks.py" line="91"/>
        <source>QGIS can't open a GeoPackage with “{text}” in its path. Choose another name or folder.</source>
        <translation>QGIS no puede abrir un GeoPackage con «{text}» en su ruta. Elija otro nombre u otra carpeta.</translation>
    </message>
</context>
</TS>
